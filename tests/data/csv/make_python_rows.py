#!/usr/bin/env python3
"""Rewrite python_rows.txt: delimited texts and what Python's csv module reads from them.

    make_python_rows.py > python_rows.txt

A line "T D TEXT" gives a text in hex and its delimiter's code, the "R CELL..." lines below it the
rows (cells in hex, "-" for an empty one). Blank lines, which csv.reader gives as empty lists, are
left out.
"""
import csv
import io
import random

HAND = [
    'a,b\n1,2\n',
    'a,b\r\n1,2\r\n',
    'a,b\r1,2\r',
    'a,b\n1,2',
    'a,"b\nc",d\n',
    'a,"b\r\nc",d\r\n',
    '"he said ""no""",x\n',
    '"",""\n',
    '""""\n',
    'a"b,c"d"\n',
    '"a"b,"c"d"e\n',
    ' "a",b\n',
    ',\n,,\n',
    '\n\na,b\n\n\r\n\rc\n',
    '"a" ,b\n',
    'a,b,"c"',
    'a,b,""',
    'a,"b""',
    '"a\r"\r\r"b"\r\n',
    'x,\r\r\ny\n',
]
ALPHABETS = [
    'ab,\n"',
    'a,\n\r"',
    'ab ,,\n\r""',
    'abcdefghijklmnop,,,\n',
    'abcdefghijklmnop"",,,\r\n',
]


def hexed(text):
    return text.encode("utf-8").hex() or "-"


def show(text, delimiter):
    print("T", ord(delimiter), hexed(text))
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        if row:
            print("R", *map(hexed, row))


def table(rnd, delimiter):
    """A table as csv.writer writes it."""
    out = io.StringIO(newline="")
    writer = csv.writer(
        out,
        delimiter=delimiter,
        quoting=rnd.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
        lineterminator=rnd.choice(["\n", "\r\n", "\r"]),
    )
    pieces = ["a", "joy", "0.5", " ", ",", ";", "\t", '"', "\n", "\r\n", "é", "漢字", ""]
    for _ in range(rnd.randrange(1, 30)):
        writer.writerow(["".join(rnd.choices(pieces, k=rnd.randrange(5))) for _ in range(3)])
    return out.getvalue()


def main():
    rnd = random.Random(834)
    for text in HAND:
        show(text, ",")
    for alphabet in ALPHABETS:
        for _ in range(60):
            show("".join(rnd.choices(alphabet, k=rnd.randrange(1, 60))), ",")
    for delimiter in ",\t;|":
        for _ in range(12):
            show(table(rnd, delimiter), delimiter)


main()
