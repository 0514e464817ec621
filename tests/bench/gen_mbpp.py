#!/usr/bin/env python3
"""Write a large file of MBPP evaluation records, as an array and as JSONL.

usage: gen_mbpp.py OUTDIR MEGABYTES SRC.json [SRC.json ...]

SRC are evaluation_results_all.json files (arrays of records). Their records are repeated in turn
under new, ascending ids until the array is MEGABYTES long: OUTDIR/mbpp.json (indented by two, as
the evaluator writes it) and OUTDIR/mbpp.jsonl (one record a line). Prints the number of records
and how many of them passed.
"""
import json
import sys

ID = 987654321987


def halves(text):
    before, after = text.split(str(ID), 1)
    return before.encode(), after.encode()


def main():
    out, size, sources = sys.argv[1], int(sys.argv[2]) * 1000000, sys.argv[3:]
    records = [r for s in sources for r in json.load(open(s, encoding="utf-8"))]
    pretty, line, passed = [], [], []
    for r in records:
        r = dict(r, mbpp_id=ID)
        indented = json.dumps(r, indent=2, ensure_ascii=False).replace("\n", "\n  ")
        pretty.append(halves("  " + indented))
        line.append(halves(json.dumps(r, ensure_ascii=False)))
        passed.append(bool(r["passed"]))
    count = good = written = 0
    with open(f"{out}/mbpp.json", "wb") as array, open(f"{out}/mbpp.jsonl", "wb") as lines:
        array.write(b"[\n")
        while written < size:
            k = count % len(records)
            number = str(count).encode()
            item = (b",\n" if count else b"") + pretty[k][0] + number + pretty[k][1]
            array.write(item)
            lines.write(line[k][0] + number + line[k][1] + b"\n")
            written += len(item)
            good += passed[k]
            count += 1
        array.write(b"\n]\n")
    print(count, good)


main()
