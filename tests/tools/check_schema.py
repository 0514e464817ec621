#!/usr/bin/env python3
"""Validate JSON documents: check_schema.py DIRECTORY [--refuses] NAME FILE...

NAME.schema.json of the directory is the schema (draft 2020-12); references between schemas are to
files of that directory. With --refuses the documents are damaged in turn (a member taken away, one
added, one of another type) and each must be refused, which shows that the schema binds.
"""
import copy
import json
import pathlib
import sys

import jsonschema


def no_constant(word):
    raise ValueError(f"{word} is no JSON")


def load(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"), parse_constant=no_constant)


def validator_of(directory, name):
    schemas = {path.name: load(path) for path in pathlib.Path(directory).glob("*.schema.json")}
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    schema = schemas[f"{name}.schema.json"]
    resolver = jsonschema.RefResolver("", schema, store=schemas)
    return jsonschema.Draft202012Validator(schema, resolver=resolver)


def complain(path, errors):
    for error in errors[:5]:
        place = "/".join(str(part) for part in error.absolute_path)
        print(f"{path}: {place}: {error.message[:300]}")


def damaged(document):
    items = "runs" if "runs" in document else "comparisons"
    for key in document[items][0]:
        less = copy.deepcopy(document)
        del less[items][0][key]
        yield f"without {key}", less
    more = copy.deepcopy(document)
    more[items][0]["surplus"] = 1
    yield "with a surplus member", more
    other = copy.deepcopy(document)
    other["schema"] = "assay/other/1"
    yield "of another schema", other
    wrong = copy.deepcopy(document)
    if items == "runs":
        with_claims = next(run for run in wrong["runs"] if run["claims"])
        with_claims["claims"][0]["verdict"] = "x"
    else:
        wrong["comparisons"][0]["metrics"][0]["outcome"] = "x"
    yield "with an unknown verdict", wrong


def main(arguments):
    directory, refuses = arguments[0], "--refuses" in arguments
    name, *paths = [word for word in arguments[1:] if word != "--refuses"]
    validator = validator_of(directory, name)
    good = bool(paths)
    for path in paths:
        document = load(path)
        if document.get("runs") == []:
            print(f"{path}: no runs")
            good = False
        if refuses:
            for what, wrong in damaged(document):
                if validator.is_valid(wrong):
                    print(f"{path}: accepted {what}")
                    good = False
        else:
            errors = list(validator.iter_errors(document))
            complain(path, errors)
            good = good and not errors
    return 0 if good else 1


sys.exit(main(sys.argv[1:]))
