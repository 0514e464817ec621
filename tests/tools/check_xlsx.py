#!/usr/bin/env python3
"""Read workbooks back with openpyxl: check_xlsx.py REPORT_DIRECTORY

report.xlsx of the directory must hold what tables/*.csv beside it hold, cell by cell, without the
blank columns; heads that stay in sight, filters, fills by verdict and outcome; no formula, link or
macro.
"""
import csv
import pathlib
import re
import sys
import zipfile

import openpyxl

GOOD, BAD, DOUBT, FAINT = "FFC6EFCE", "FFFFC7CE", "FFFFEB9C", "FFEDEDED"
VERDICTS = {"=": GOOD, "~": DOUBT, "!": BAD, "?": FAINT}
OUTCOMES = {"pass": GOOD, "fail": BAD, "unscored": FAINT, "improved": GOOD, "regressed": BAD}
faults = []


def fault(text):
    faults.append(text)


def fill_of(cell):
    return cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else None


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def unescaped(text):
    """ECMA-376 part 1, 22.9.2.19; some versions of openpyxl leave it to the caller."""
    return re.sub(r"_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", text)


def same(text, value, digits=15):
    """A cell of CSV (texts that look like formulas have an apostrophe) and one of the workbook."""
    if value is None or value == "–":
        return text == ""
    if isinstance(value, (int, float)):
        try:
            want = float(text)
        except ValueError:
            return False
        return abs(value - want) <= 10**-digits * max(abs(want), abs(value))
    value = unescaped(value)
    if value[:1] in "=+-@" and len(value) > 1 and text[:1] == "'":
        text = text[1:]
    return text == value


def columns_that_hold(rows, empty):
    """Rows without the columns in which nothing stands below the head."""
    kept = [c for c in range(len(rows[0])) if any(not empty(row[c]) for row in rows[1:])]
    return [[row[c] for c in kept] for row in rows]


def cells_of(sheet):
    return columns_that_hold(list(sheet.iter_rows()), lambda cell: cell.value in (None, "–"))


def compare(name, rows, sheet, digits=15):
    rows, cells = columns_that_hold(rows, lambda text: text == ""), cells_of(sheet)
    if len(cells) != len(rows) or len(cells[0]) != len(rows[0]):
        fault(f"{name}: {len(cells)} rows of {len(cells[0])} cells, "
              f"not {len(rows)} of {len(rows[0])}")
        return
    for want, got in zip(rows[1:], cells[1:]):
        for text, cell in zip(want, got):
            if not same(text, cell.value, digits):
                fault(f"{name}: {cell.coordinate} is {cell.value!r}, not {text!r}")
                return


def check_fills(name, rows, sheet, key, fills):
    rows = columns_that_hold(rows, lambda text: text == "")
    if key not in rows[0]:
        return
    for row in cells_of(sheet)[1:]:
        cell = row[rows[0].index(key)]
        if cell.value in fills and fill_of(cell) != fills[cell.value]:
            fault(f"{name}: {cell.coordinate} {cell.value} is filled {fill_of(cell)}")
            return


def check_table(path, book):
    name = path.stem.replace("_", " ")
    rows = read_csv(path)
    if name == "confusion" and "confusion" in book.sheetnames:
        if book["confusion"]["A2"].value == "truth \\ prediction":
            return
    if name not in book.sheetnames:
        fault(f"no sheet {name}")
        return
    sheet = book[name]
    compare(name, rows, sheet)
    check_fills(name, rows, sheet, "verdict", VERDICTS)
    check_fills(name, rows, sheet, "outcome", OUTCOMES)
    if sheet.print_title_rows != "$1:$1" or sheet.page_setup.orientation != "landscape" \
            or not sheet.sheet_properties.pageSetUpPr.fitToPage or sheet.page_setup.fitToHeight != 0:
        fault(f"{name}: is not set up for paper")
    if sheet.freeze_panes != "A2" or sheet.auto_filter.ref != sheet.dimensions:
        fault(f"{name}: head at {sheet.freeze_panes}, filter over {sheet.auto_filter.ref}")


def check_grid(path, book):
    """The blocks of sheet "confusion" against the list of cells that are not zero."""
    want = {}
    for row in read_csv(path)[1:]:
        want[(row[0], row[2], row[3])] = float(row[4])
    got, labels, name = {}, None, ""
    sheet = book["confusion"]
    for row in sheet.iter_rows(values_only=True):
        if row[0] == "truth \\ prediction":
            labels = ["" if x == "(outside the label set)" else x for x in row[1:] if x]
        elif row[0] is None or row[1] is None:
            name = row[0].rpartition(", ")[0] if row[0] else name
            labels = None
        elif labels and row[0] != "Total":
            for label, count in zip(labels[:-1], row[1:]):
                if count:
                    got[(name, row[0], label)] = count
    plain = {tuple(re.sub("^'(?=[=+@-])", "", text) for text in key): count
             for key, count in want.items()}
    read = {tuple(unescaped(text) for text in key): count for key, count in got.items()}
    if plain != read:
        fault(f"confusion: {sorted(set(plain.items()) ^ set(read.items()))[:4]}")
    if not sheet.conditional_formatting:
        fault("confusion: no colours by count")


def check_all(book, path):
    for sheet in book:
        if len(sheet.title) > 31 or re.search(r"[\[\]:*?/\\]", sheet.title):
            fault(f"sheet name {sheet.title!r}")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" or cell.hyperlink:
                    fault(f"{sheet.title}: {cell.coordinate} is a formula or a link")
                if isinstance(cell.value, str) and re.search(r"[\x00-\x1f\u202a-\u202e]", cell.value):
                    fault(f"{sheet.title}: {cell.coordinate} is not safe")
    if book.sheetnames[0] != "overview":
        fault("the overview is not the first sheet")
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            text = archive.read(entry)
            if re.search(rb"<f[ >]|<hyperlink|externalLink|vbaProject", text):
                fault(f"{entry.filename} holds a formula or a link")
            if entry.date_time[0] != 1980:
                fault(f"{entry.filename} is dated {entry.date_time}")


def check_scales(sheet):
    """Accuracies are coloured from least to most, dominance in two directions from 0."""
    scales = {str(area.sqref): rule.colorScale for area in sheet.conditional_formatting
              for rule in area.rules}
    for column in sheet.iter_cols():
        head = column[0].value
        scale = scales.get(f"{column[1].coordinate}:{column[-1].coordinate}")
        if head.endswith((" accuracy", " macro F1")) and (not scale or len(scale.color) != 2):
            fault(f"layers: {head} is not coloured")
        if head.startswith("D = "):
            middle = scale.cfvo[1] if scale else None
            if middle is None or (middle.type, float(middle.val)) != ("num", 0.0):
                fault(f"layers: {head} is not coloured from 0")


def check_samples(path, book):
    """Each set's sheet against the rows of the samples; both name the fields alike."""
    rows = read_csv(path)
    at = rows[0].index("set") if "set" in rows[0] else None
    for name_of_set in {row[at] if at is not None else "" for row in rows[1:]}:
        name = f"samples {name_of_set}" if name_of_set else "samples"
        heads = [cell.value for cell in book[name][1]]
        columns = [rows[0].index(head) for head in heads]
        taken = [[row[c] for c in columns] for row in rows[1:]
                 if at is None or row[at] == name_of_set]
        compare(name, [heads] + taken, book[name], 9)
        check_fills(name, [heads] + taken, book[name], "outcome", OUTCOMES)


def main(directory):
    directory = pathlib.Path(directory)
    path = directory / "report.xlsx"
    book = openpyxl.load_workbook(path)
    tables = sorted(directory.glob("tables/*.csv"))
    check_all(book, path)
    for table in tables:
        if table.stem == "samples":
            check_samples(table, book)
            continue
        check_table(table, book)
        if table.stem == "confusion":
            check_grid(table, book)
    if "layers" in book.sheetnames:
        check_scales(book["layers"])
    print("\n".join(faults[:20]) or f"{len(tables)} tables, {len(book.sheetnames)} sheets")
    return 1 if faults or not tables else 0


sys.exit(main(*sys.argv[1:]))
