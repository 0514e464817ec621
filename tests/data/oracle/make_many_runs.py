#!/usr/bin/python3
"""Groups, trends and outliers of a dashboard of runs: make_many_runs.py DASHBOARD_DATA.JSON

What tests/unit/test_group_findings.c holds of moshi-paper-metrics/dashboard/dashboard_data.json.
A run's group is ttt, lora or neither by its training config; its time is evaluation_timestamp.
Slopes are scipy's Theil-Sen over days, tau and p its Kendall (asymptotic), p corrected by
statsmodels (Holm) over the figures and groups printed; scores are
0.6745 (x - median) / median |x - median|.
"""
import json
import sys
from datetime import datetime

import numpy
from scipy.stats import kendalltau, theilslopes
from statsmodels.stats.multitest import multipletests

FIGURES = ("sblimp_accuracy", "swuggy_accuracy", "tstory_accuracy", "sstory_accuracy",
           "paper_metrics_avg")


def group_of(run):
    config = run["training_config"]
    if config.get("ttt", {}).get("enable"):
        return "ttt"
    return "lora" if config.get("lora", {}).get("enable") else "other"


def main(path):
    with open(path, encoding="utf-8") as file:
        runs = json.load(file)["runs"]
    trends = []
    for figure in FIGURES:
        for group in ("ttt", "lora"):
            of = [run for run in runs if group_of(run) == group]
            days = [datetime.fromisoformat(run["evaluation_timestamp"] + "+00:00").timestamp() /
                    86400 for run in of]
            values = numpy.array([run["metrics"][figure] for run in of])
            slope = theilslopes(values, days)[0]
            tau, p = kendalltau(days, values, method="asymptotic")
            trends.append((figure, group, len(of), slope, tau, p))
            off = values - numpy.median(values)
            for run, score in zip(of, 0.6745 * off / numpy.median(abs(off))):
                if abs(score) > 3.5:
                    print("outlier", figure, group, run["id"], score, numpy.median(values))
    holm = multipletests([trend[-1] for trend in trends], method="holm")[1]
    for trend, corrected in zip(trends, holm):
        print("trend", *trend, corrected)


main(sys.argv[1])
