#!/usr/bin/env python3
"""Validate JSON documents: check_schema.py DIRECTORY [--refuses] NAME[#DEFINITION] FILE...

NAME.schema.json of the directory is the schema (draft 2020-12), or one of its $defs; references
between schemas are to files of that directory. A FILE that ends in .jsonl is a document a line.

With --refuses the documents are damaged instead, and each damage must be refused, which shows that
the schema binds: at every place (one of each list) a member too many, a member of another type,
and a member too few where it is not one that may be missing.
"""
import json
import pathlib
import re
import sys

import jsonschema

# Below these anything goes: they are copied from the runs' own files.
OPEN = {"metadata"}
# Members that are there only when the run has what they are about, or are called by a probe or run.
MAY_BE_MISSING = re.compile(
    r"(/tables/[^/]+|/layers/\*/[^/]+|/\*/run_.*_pass|/\*/pass@\d+)$")


def no_constant(word):
    raise ValueError(f"{word} is no JSON")


def parse(text):
    return json.loads(text, parse_constant=no_constant)


def load(path):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    if str(path).endswith(".jsonl"):
        return [parse(line) for line in text.splitlines()]
    return [parse(text)]


def validator_of(directory, name):
    name, _, definition = name.partition("#")
    schemas = {path.name: load(path)[0] for path in pathlib.Path(directory).glob("*.schema.json")}
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    schema = schemas[f"{name}.schema.json"]
    if definition:
        schema = {"$ref": f"{name}.schema.json#/$defs/{definition}"}
    resolver = jsonschema.RefResolver("", schema, store=schemas)
    return jsonschema.Draft202012Validator(schema, resolver=resolver)


def complain(path, errors):
    for error in errors[:5]:
        place = "/".join(str(part) for part in error.absolute_path)
        print(f"{path}: {place}: {error.message[:300]}")


def kind(node):
    """Equal for nodes with the same members, however many entries their lists have."""
    if isinstance(node, dict):
        return "{" + ",".join(key + kind(child) for key, child in sorted(node.items())
                              if key not in OPEN) + "}"
    if isinstance(node, list):
        return "[" + ",".join(sorted({kind(child) for child in node})) + "]"
    return ""


def pruned(node):
    """The same with one entry of each kind in every list."""
    if isinstance(node, dict):
        return {key: child if key in OPEN else pruned(child) for key, child in node.items()}
    if isinstance(node, list):
        return [pruned(child) for child in {kind(child): child for child in node}.values()]
    return node


def objects(node, place):
    if isinstance(node, dict):
        yield node, place
        for key, child in node.items():
            if key not in OPEN:
                yield from objects(child, f"{place}/{key}")
    elif isinstance(node, list):
        for child in node:
            yield from objects(child, f"{place}/*")


def damages(document):
    """Change the document in place, say what was done, and change it back."""
    seen = set()
    for node, place in list(objects(document, "")):
        if (place, *node) in seen:
            continue
        seen.add((place, *node))
        node["surplus"] = {}
        yield f"{place}: a surplus member"
        del node["surplus"]
        for key, kept in list(node.items()):
            if key not in OPEN:
                node[key] = {} if isinstance(kept, list) else [{"no": "such"}]
                yield f"{place}/{key}: another type"
                node[key] = kept
            if not MAY_BE_MISSING.search(f"{place}/{key}"):
                before = dict(node)
                del node[key]
                yield f"{place}/{key}: missing"
                node.clear()
                node.update(before)


def accepted(validator, document):
    return [what for what in damages(document) if validator.is_valid(document)]


def main(arguments):
    directory, refuses = arguments[0], "--refuses" in arguments
    name, *paths = [word for word in arguments[1:] if word != "--refuses"]
    validator = validator_of(directory, name)
    good = bool(paths)
    for path in paths:
        documents = load(path)
        good = good and bool(documents)
        for document in documents[:1] if refuses else documents:
            if isinstance(document, dict) and document.get("runs") == []:
                print(f"{path}: no runs")
                good = False
            if refuses:
                taken = accepted(validator, pruned(document))
                print("\n".join(f"{path}: accepted {what}" for what in taken[:10]))
                good = good and not taken
            else:
                errors = list(validator.iter_errors(document))
                complain(path, errors)
                good = good and not errors
    return 0 if good else 1


sys.exit(main(sys.argv[1:]))
