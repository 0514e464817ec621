#!/usr/bin/env python3
"""Exports of make_hostile.py's labels read back: check_export.py FILE.csv FILE.jsonl

JSON gives every id as it was. CSV gives it as a line of visible text: what commands a terminal or
parts lines is written out, and what a spreadsheet would run has an apostrophe in front.
"""
import csv
import json
import sys

from make_hostile import TEXTS

# What is not the text itself, by the rules of base/quote.h and base/utf8.h.
WRITTEN = {
    "=1+1": "'=1+1", '=HYPERLINK("http://x","y")': '\'=HYPERLINK("http://x","y")',
    "+cmd": "'+cmd", "-2+3": "'-2+3", "@SUM(A1)": "'@SUM(A1)", "tab\tx": "tab\\tx",
    "two\nlines": "two\\nlines", "two\r\nlines": "two\\r\\nlines", "nul\x00nul": "nul\\x00nul",
    "\ufeffbom": "\\u{feff}bom", "esc\x1b[2J": "esc\\x1b[2J", "rtl\u202etxt": "rtl\\u{202e}txt",
}


def faults(csv_path, jsonl_path):
    with open(csv_path, "rb") as file:
        if b"\r" in file.read():
            yield "the export has carriage returns"
    with open(csv_path, encoding="utf-8", newline="") as file:
        ids = [row["id"] for row in csv.DictReader(file, strict=True)]
    for text, got in zip(TEXTS, ids):
        if got != WRITTEN.get(text, text):
            yield f"CSV has {got!r} for {text!r}"
    with open(jsonl_path, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file.read().splitlines()]
    for text, line in zip(TEXTS, lines):
        if line["id"] != text:
            yield f"JSON has {line['id']!r} for {text!r}"
    if len(ids) != len(TEXTS) or len(lines) != len(TEXTS):
        yield f"{len(ids)} and {len(lines)} rows, not {len(TEXTS)}"


found = list(faults(*sys.argv[1:]))
print("\n".join(found) or f"{len(TEXTS)} texts")
sys.exit(1 if found else 0)
