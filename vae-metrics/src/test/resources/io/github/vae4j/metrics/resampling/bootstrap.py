"""Reference values for BootstrapTest. Run: python3 bootstrap.py (in this folder).

Draws the library's own resamples (Philox4x32-10, Salmon et al. 2011), so that intervals can be compared number by
number; the intervals themselves are NumPy's quantiles and the formulas of Efron (1987).
"""
import sys
import numpy as np
import scipy
from scipy.stats import norm

SEED, STREAM, RESAMPLES, N = 42, 0xB007, 400, 101


def philox(count, seed, stream, epoch, sample):
    mask = 0xFFFFFFFF
    words = []
    for block in range((count + 3) // 4):
        c = [block, sample, epoch, stream]
        k = [seed & mask, seed >> 32 & mask]
        for _ in range(10):
            p0, p1 = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
            c = [p1 >> 32 ^ c[1] ^ k[0], p1 & mask, p0 >> 32 ^ c[3] ^ k[1], p0 & mask]
            k = [k[0] + 0x9E3779B9 & mask, k[1] + 0xBB67AE85 & mask]
        words += c
    return np.array(words[:count], dtype=np.uint64)


i = np.arange(N)
x = ((i * i * 37 + i * 11) % 1009 / 250.0) ** 2
y = (i * i * 17 + i * 5) % 97 / 10.0 + 0.3 * x
rows = np.array([(philox(N, SEED, STREAM, r, 0) * np.uint64(N)) >> np.uint64(32) for r in range(RESAMPLES)]).astype(int)


def intervals(name, statistic, values):
    theta = statistic(i)
    star = np.array([statistic(r) for r in rows])
    jack = np.array([statistic(np.delete(i, k)) for k in i])
    d = jack.mean() - jack
    a = (d**3).sum() / (6 * (d**2).sum() ** 1.5)
    z0 = norm.ppf(((star < theta).sum() + (star == theta).sum() / 2) / RESAMPLES)
    z = norm.ppf([0.05, 0.95])
    low, high = np.quantile(star, [0.05, 0.95])
    values[name] = theta
    values[name + ".error"] = star.std(ddof=1)
    values[name + ".percentile.low"], values[name + ".percentile.high"] = low, high
    values[name + ".basic.low"], values[name + ".basic.high"] = 2 * theta - high, 2 * theta - low
    values[name + ".bca.low"], values[name + ".bca.high"] = np.quantile(
        star, norm.cdf(z0 + (z0 + z) / (1 - a * (z0 + z))))


values = {}
intervals("mean", lambda r: x[r].mean(), values)
intervals("correlation", lambda r: np.corrcoef(x[r], y[r])[0, 1], values)
with open("bootstrap.properties", "w") as out:
    print(f"# bootstrap.py: Python {sys.version.split()[0]}, NumPy {np.__version__}, SciPy {scipy.__version__}",
          file=out)
    for name, value in values.items():
        print(f"{name}={float(value)!r}", file=out)
