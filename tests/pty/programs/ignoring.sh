#!/bin/sh
# The interface as nohup and a shell's background start programs: some signals ignored.
trap '' HUP INT
exec "$TOUR_ASSAY" "$@"
