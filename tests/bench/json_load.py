#!/usr/bin/env python3
"""Baseline: Python's json module counts records and those that passed.

    json_load.py FILE          an array of records, json.load
    json_load.py FILE lines    one record a line, json.loads of each
"""
import json
import sys

records = passed = 0
with open(sys.argv[1], encoding="utf-8") as file:
    for record in map(json.loads, file) if len(sys.argv) > 2 else json.load(file):
        records += 1
        passed += record["passed"]
print(f"{records} records, {passed} passed")
