#include <assay/load/control.h>

bool control_fail(struct err *err, const char *file)
{
    static const char sentence[] = "loading was cancelled";

    return file ? err_set_file(err, ERR_CANCELLED, file, "%s", sentence)
                : err_set(err, ERR_CANCELLED, "%s", sentence);
}
