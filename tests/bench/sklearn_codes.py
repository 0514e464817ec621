#!/usr/bin/python3
"""Baseline: pandas and scikit-learn on integer codes, which is the fast way to use them.

    sklearn_codes.py FILE        confusion matrix, report and accuracy of y_true against y_pred
"""
import sys

import pandas
from sklearn.metrics import accuracy_score, classification_report, confusion_matrix

data = pandas.read_csv(sys.argv[1], usecols=["y_true", "y_pred"], dtype="category")
labels = list(data.y_true.cat.categories.union(data.y_pred.cat.categories))
truth, answer = (
    column.cat.set_categories(labels).cat.codes.to_numpy() for column in (data.y_true, data.y_pred)
)
print(confusion_matrix(truth, answer).tolist())
print(classification_report(truth, answer, target_names=labels, digits=6))
print("accuracy %.9f" % accuracy_score(truth, answer))
