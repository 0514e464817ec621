#!/usr/bin/python3
"""Write curve.txt: least-squares lines and window means of a loss curve.

Usage: make_curve.py > curve.txt   (Debian python3-scipy; made with SciPy 1.10.1, NumPy 1.24.2)

  points N X... Y...            losses at positions that repeat and come in no order
  line SLOPE INTERCEPT          scipy.stats.linregress of them
  at X Y                        numpy.polyval of numpy.polyfit at another position
  windows WIDTH COUNT (MIDDLE MEAN STD N)...
                                scipy.stats.binned_statistic between edges WIDTH apart from the
                                first position on, the last edge beyond all positions; std with
                                n - 1, 0 of one point; windows without points are left out
"""
import numpy as np
from scipy import stats

rng = np.random.RandomState(20240131)


def put(name, *figures):
    print(name, *(repr(float(x)) if isinstance(x, float) else int(x) for x in figures))


def sample_std(values):
    return float(np.std(values, ddof=1)) if len(values) > 1 else 0.0


for n, top, width in (12, 100, 30.0), (200, 24000, 1000.0), (500, 129574, 50000.0), (9, 10, 400.0):
    x = np.round(rng.uniform(0, top, n) ** 2 / top).astype(float)
    x[1] = x[0]
    y = np.round(3.2 - 8e-6 * x + rng.normal(0, .05, n), 6)
    put("points", n, *map(float, x), *map(float, y))
    fit = stats.linregress(x, y)
    put("line", float(fit.slope), float(fit.intercept))
    put("at", top * 1.5, float(np.polyval(np.polyfit(x, y, 1), top * 1.5)))
    bins = max(1, int(round((x.max() - x.min()) / width)))
    edges = [x.min() + i * width for i in range(bins)] + [max(x.max(), x.min() + bins * width) + 1]
    mean, std, count = (stats.binned_statistic(x, y, s, edges)[0]
                        for s in ("mean", sample_std, "count"))
    kept = [i for i in range(bins) if count[i]]
    put("windows", width, len(kept), *(v for i in kept for v in (
        float(edges[i] + width / 2), float(mean[i]), float(std[i]), int(count[i]))))
