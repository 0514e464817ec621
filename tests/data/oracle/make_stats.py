#!/usr/bin/python3
"""Write stats.txt: distributions, tests and intervals as other software computes them.

Usage: make_stats.py > stats.txt
(Debian python3-scipy, python3-statsmodels, python3-mpmath; made with SciPy 1.10.1, statsmodels
0.13.5, NumPy 1.24.2, mpmath 1.2.1)

One figure a line: its name, arguments and values, parted by blanks.
  normal Z BELOW ABOVE              mpmath, 50 digits
  normal_quantile P Z               mpmath, root of the above
  student T DF P                    mpmath: integral of the density and incomplete beta, two-sided
  student_quantile LEVEL DF T       mpmath, root of the above
  chi_squared X DF P                mpmath: regularised incomplete gamma
  coins K N ATMOST EXACTLY          whole-number arithmetic, rounded at the end
  mcnemar FIXED BROKEN P            statsmodels.stats.contingency_tables.mcnemar(exact=True)
  mid_p FIXED BROKEN P              scipy.stats.binom: cdf and pmf
  sign ABOVE BELOW P                scipy.stats.binomtest
  z KA NA KB NB P                   statsmodels.stats.proportion.proportions_ztest
  newcombe KA NA KB NB LOW HIGH     statsmodels confint_proportions_2indep(method="newcomb")
  mean N X... MEAN ERROR LOW HIGH P scipy.stats: sem, t.interval, ttest_1samp
  paired_t N A... B... P            scipy.stats.ttest_rel
  clustered N CLUSTERS X... CLUSTER... MEAN ERROR
                                    statsmodels OLS on a constant, cov_type="cluster",
                                    use_correction=False
  permutation N X... P              scipy.stats.permutation_test over all signs of paired samples
  cochran SAMPLES RUNS 0/1... Q P   statsmodels.stats.contingency_tables.cochrans_q
  holm N P... ADJUSTED...           statsmodels.stats.multitest.multipletests(method="holm")
  power ERROR N ALPHA EFFECT POWER  statsmodels.stats.power.NormalIndPower, two-sided, ratio=0
"""
import warnings
from math import comb

import mpmath as mp
import numpy as np
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.contingency_tables import cochrans_q, mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

warnings.filterwarnings("ignore")
mp.mp.dps = 50
rng = np.random.RandomState(20240131)


def text(figure):
    if isinstance(figure, (int, np.integer)):
        return str(figure)
    return mp.nstr(figure, 17) if isinstance(figure, mp.mpf) else repr(float(figure))


def put(name, *figures):
    print(name, *map(text, figures))


# ---- distributions ----
def above(z):
    return mp.erfc(mp.mpf(z) / mp.sqrt(2)) / 2


for z in [0.0, 1e-9, 0.1, 0.5, 1.0, 1.959963984540054, 2.5, 4.0, 6.0, 8.0, 9.5, 15.0, 25.0, 37.0]:
    put("normal", z, 1 - above(z), above(z))
    put("normal", -z, above(z), 1 - above(z))

for p in [1e-300, 1e-100, 1e-20, 1e-10, 1e-5, 0.001, 0.01, 0.025, 0.1, 0.2, 0.25, 0.4, 0.499, 0.5,
          0.501, 0.6, 0.8, 0.9, 0.975, 0.999, 0.9999999]:
    start = stats.norm.isf(p) if p < 0.5 else -stats.norm.ppf(p)
    put("normal_quantile", p, -mp.findroot(lambda z: mp.log(above(z) / mp.mpf(p)), start))


def two_sided(t, df):
    """For many degrees by the integral of the density, else by the incomplete beta function."""
    t, df = mp.mpf(t), mp.mpf(df)
    if df < 30:
        return mp.betainc(df / 2, mp.mpf(1) / 2, 0, df / (df + t * t), regularized=True)
    scale = mp.gamma((df + 1) / 2) / mp.gamma(df / 2) / mp.sqrt(df * mp.pi)
    width = min(1, (df + t * t) / ((df + 1) * t)) if t else 1  # over which the density falls by e
    steps = [t + k * width for k in (0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)]
    top = (1 + t * t / df) ** (-(df + 1) / 2)  # quad's tolerance is absolute
    tail = 2 * scale * top * mp.quad(lambda u: (1 + u * u / df) ** (-(df + 1) / 2) / top, steps)
    if df <= 100:
        beta = mp.betainc(df / 2, mp.mpf(1) / 2, 0, df / (df + t * t), regularized=True)
        assert abs(tail / beta - 1) < mp.mpf("1e-18"), (t, df, tail, beta)
    return tail


for df in [1, 2, 3, 4, 9, 30, 100, 833, 10000, 1000000]:
    for t in [0.0, 1e-8, 0.01, 0.5, 1.0, 1.96, 3.0, 5.0, 10.0, 25.0, 100.0]:
        p = two_sided(t, df)
        if p > mp.mpf("1e-290"):
            put("student", t, df, p)
for t, df in [(1e10, 1), (1e100, 2), (1e160, 1), (2.5, 0.5), (2.5, 4.7), (1.5, 1e8)]:
    put("student", t, df, two_sided(t, df))

for df in [1, 2, 3, 5, 9, 30, 100, 833, 100000]:
    for level in [0.001, 0.1, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 1 - 1e-9]:
        start = stats.t.isf((1 - level) / 2, df)
        root = mp.findroot(lambda t: mp.log(two_sided(t, df) / (1 - mp.mpf(level))), start)
        put("student_quantile", level, df, root)

for df in [1, 2, 3, 5, 10, 15, 40, 100, 1000]:
    for x in [1e-6, 0.1, 0.5, 1.0, 3.841458820694124, 10.0, 30.0, 100.0, 400.0, 1200.0]:
        p = mp.gammainc(mp.mpf(df) / 2, mp.mpf(x) / 2, mp.inf, regularized=True)
        if p > mp.mpf("1e-290"):
            put("chi_squared", x, df, p)


def coins(k, n):
    total = sum(comb(n, i) for i in range(k + 1))
    return [mp.mpf(v) / mp.mpf(2) ** n for v in (total, comb(n, k))]


for k, n in [(0, 1), (1, 1), (0, 10), (3, 10), (5, 10), (7, 10), (10, 10), (50, 238), (188, 238),
             (86, 213), (89, 195), (0, 900), (10, 900), (449, 900), (450, 900), (451, 900),
             (480, 900), (2400, 5000), (2499, 4999), (9700, 20000), (10400, 20000)]:
    put("coins", k, n, *coins(k, n))

# ---- tests of paired answers ----
FLIPS = [(188, 50), (50, 188), (86, 127), (89, 106), (0, 0), (0, 1), (1, 0), (3, 3), (1, 7), (7, 1),
         (6, 16), (0, 25), (40, 41), (500, 500), (500, 501), (900, 1200), (1, 25)]
for fixed, broken in FLIPS:
    p = mcnemar([[5, fixed], [broken, 7]], exact=True).pvalue if fixed + broken else 1.0
    put("mcnemar", fixed, broken, min(p, 1.0))
    if fixed + broken:
        put("sign", fixed, broken, stats.binomtest(fixed, fixed + broken, 0.5).pvalue)
        coin = stats.binom(fixed + broken, 0.5)
        low = coin.cdf(min(fixed, broken) - 1) + coin.pmf(fixed) / 2
        put("mid_p", fixed, broken, 2 * low if fixed != broken else 1 - coin.pmf(fixed) / 2)

SHARES = [(48, 80, 56, 70), (3, 10, 9, 10), (2, 7, 6, 7), (0, 29, 5, 56), (0, 20, 0, 10),
          (0, 20, 10, 10), (0, 10, 10, 10), (434, 964, 397, 964), (421, 964, 438, 964),
          (756, 834, 618, 834), (99000, 100000, 99100, 100000)]
for ka, na, kb, nb in SHARES:
    p = proportions_ztest([kb, ka], [nb, na])[1]
    if not np.isnan(p):
        put("z", ka, na, kb, nb, p)
    put("newcombe", ka, na, kb, nb,
        *confint_proportions_2indep(kb, nb, ka, na, method="newcomb", compare="diff"))

# ---- means of differences ----
for n in [2, 3, 5, 10, 40]:
    a = np.round(rng.normal(0.7, 0.1, n), 6)
    b = np.round(a + rng.normal(0.02, 0.05, n), 6)
    d = b - a
    error = stats.sem(d)
    put("mean", n, *d, d.mean(), error, *stats.t.interval(0.95, n - 1, d.mean(), error),
        stats.ttest_1samp(d, 0).pvalue)
    put("paired_t", n, *a, *b, stats.ttest_rel(b, a).pvalue)

for n, clusters in [(6, 2), (12, 4), (30, 7), (30, 30), (60, 5)]:
    cluster = rng.permutation(np.arange(n) % clusters)
    x = np.round(rng.normal(0, 1, clusters)[cluster] + rng.normal(0.3, 1, n), 6)
    fit = sm.OLS(x, np.ones(n)).fit(cov_type="cluster",
                                    cov_kwds={"groups": cluster, "use_correction": False})
    put("clustered", n, clusters, *x, *cluster, fit.params[0], fit.bse[0])

for draw in [[1.0], [1.0, 2.0], [0.5, -0.5], [3.0, 1.0, -2.0], [1.0] * 7, [1.0, 1.0, -1.0, 1.0, 1.0],
             [0.1, 0.2, 0.3, -0.6, 0.4], list(np.round(rng.normal(0.3, 1, 8), 3)),
             list(np.round(rng.normal(0.6, 1, 12), 3)), list(rng.randint(-3, 6, 14) + 0.5)]:
    p = stats.permutation_test((np.array(draw),), np.sum, permutation_type="samples",
                               n_resamples=np.inf).pvalue if len(draw) > 1 else 1.0
    put("permutation", len(draw), *[float(x) for x in draw], p)

# ---- several ----
for samples, runs in [(4, 2), (12, 3), (30, 5), (200, 12)]:
    skill = rng.uniform(0.3, 0.9, runs)
    right = (rng.rand(samples, runs) < skill).astype(int)
    result = cochrans_q(right)
    put("cochran", samples, runs, *right.ravel(), result.statistic, result.pvalue)

FAMILIES = [[0.03], [0.01, 0.04, 0.03, 0.005], [0.9, 0.8, 0.7], [1e-20, 0.5, 0.02, 0.02, 0.011],
            [0.0, 1.0, 0.05], list(np.round(rng.uniform(0, 0.2, 12), 4))]
for family in FAMILIES:
    put("holm", len(family), *family, *multipletests(family, method="holm")[1])

for sd, n, alpha, errors in [(1.0, 100, 0.05, 2.8), (0.5, 834, 0.05, 2.5), (0.3, 50, 0.01, 3.9),
                             (2.0, 100000, 0.001, 5.0)]:
    error = sd / np.sqrt(n)
    put("power", error, n, alpha, errors * error,
        NormalIndPower().power(errors * error / sd, n, alpha, ratio=0))
