#!/usr/bin/env python3
"""Write predictions for timing: gen_csv.py FILE ROWS [quoted]

Columns id,split,y_true,y_pred,score; six labels with unequal support, about nine in ten right; the
same file for the same ROWS every time. `quoted` puts the two labels in quotes and gives every tenth
row a cell with a comma, as data frames are often written.
"""
import random
import sys

LABELS = ["sadness", "joy", "love", "anger", "fear", "surprise"]
SUPPORT = [0.29, 0.335, 0.082, 0.135, 0.119, 0.04]
POOL = 200_000
STEP = 100_000


def main():
    path, rows = sys.argv[1], int(sys.argv[2])
    quoted = sys.argv[3:] == ["quoted"]
    rnd = random.Random(20240607)
    pool = []
    for i in range(POOL):
        truth = rnd.choices(LABELS, SUPPORT)[0]
        answer = truth if rnd.random() < 0.88 else rnd.choice(LABELS)
        split = '"test, held out"' if quoted and i % 10 == 0 else "test"
        if quoted:
            truth, answer = f'"{truth}"', f'"{answer}"'
        pool.append(f",{split},{truth},{answer},{rnd.random():.6f}\n")
    with open(path, "w", encoding="ascii", newline="") as out:
        out.write("id,split,y_true,y_pred,score\n")
        for start in range(0, rows, STEP):
            shift = rnd.randrange(POOL - STEP)
            count = min(STEP, rows - start)
            out.write("".join(str(start + i) + pool[shift + i] for i in range(count)))


main()
