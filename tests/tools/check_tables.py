#!/usr/bin/env python3
"""Read every CSV table below a directory: check_tables.py [--crlf] DIRECTORY

Unique column names, rows as long as the head, no cell that a spreadsheet would run as a formula;
lines that end in LF, or with --crlf all in CRLF, as RFC 4180 has it."""
import csv
import pathlib
import sys


def is_number(text):
    try:
        float(text)
        return True
    except ValueError:
        return False


def faults(path, end):
    lines = path.read_bytes().split(b"\n")
    if lines.pop() or any((line[-1:] == b"\r") != (end == "crlf") for line in lines):
        yield f"lines do not all end in {end}"
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    if len(rows) < 2 or len(set(rows[0])) != len(rows[0]):
        yield "no rows, or a column name twice"
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(rows[0]):
            yield f"row {number} has {len(row)} cells, not {len(rows[0])}"
        for cell in row:
            if len(cell) > 1 and cell[0] in "=+-@\t\r" and not is_number(cell):
                yield f"row {number} holds a formula: {cell}"


end = "crlf" if sys.argv[1] == "--crlf" else "lf"
paths = sorted(pathlib.Path(sys.argv[-1]).rglob("tables/*.csv"))
found = [f"{path}: {fault}" for path in paths for fault in faults(path, end)]
print("\n".join(found) or f"{len(paths)} tables")
sys.exit(1 if found or not paths else 0)
