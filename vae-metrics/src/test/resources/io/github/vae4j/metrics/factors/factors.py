"""Reference values for SapTest, ExplicitnessTest and BetaVaeScoreTest. Run: python3 factors.py (in this folder).

Data from integers alone, so that the tests make the same, rounded to float32. LinearSVC runs to a tolerance of 1e-9;
its default is 1e-4, and its primal solver (dual=False) ends at some 1e-6. The votes of the beta-VAE score are the
library's own draws (Philox4x32-10, Salmon et al. 2011).
"""
import sys
import warnings
import numpy as np
import scipy
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.svm import LinearSVC

n, units = 600, 4
i = np.arange(n)
factors = np.stack([i % 3, i // 3 % 5, i // 15 % 2], axis=1)
factors[:, 1] = np.where(i % 7 == 0, 0, factors[:, 1])  # unbalanced
noise = ((i[:, None] * 37 + np.arange(units) * 101 + i[:, None] ** 2 * (np.arange(units) + 1)) % 1000) / 500 - 1
signal = [2.0 * factors[:, 0], 1.5 * factors[:, 1] - 4, factors[:, 2] + 0.5 * factors[:, 0], 0 * i]
codes = np.stack(signal, axis=1) + noise
codes = codes.astype(np.float32).astype(np.float64)
test = i // 4 % 3 == 1
values = {}
warnings.simplefilter("ignore")  # newton-cg ends where rounding ends its line search
discrete, continuous = np.zeros((units, 3)), np.zeros((units, 3))
for u in range(units):
    for f in range(3):
        z, y = codes[:, [u]], factors[:, f]
        machine = LinearSVC(C=0.01, class_weight="balanced", dual=True, tol=1e-9, max_iter=100000, random_state=1)
        machine.fit(z[~test], y[~test])
        discrete[u, f] = (machine.predict(z[test]) == y[test]).mean()
        continuous[u, f] = np.corrcoef(codes[:, u], y)[0, 1] ** 2
        values[f"discrete.{u}.{f}"], values[f"continuous.{u}.{f}"] = discrete[u, f], continuous[u, f]
        for k in range(len(machine.coef_)):
            values[f"w.{u}.{f}.{k}"], values[f"b.{u}.{f}.{k}"] = machine.coef_[k, 0], machine.intercept_[k]
for name, table in ("discrete", discrete), ("continuous", continuous):
    ordered = np.sort(table, axis=0)
    values[name] = (ordered[-1] - ordered[-2]).mean()

# Explicitness: each value against the rest.
means = []
for f in range(3):
    areas = []
    for v in range(factors[:, f].max() + 1):
        y = factors[:, f] == v
        fit = LogisticRegression(C=1.0, tol=1e-12, max_iter=1000, solver="newton-cg").fit(codes[~test], y[~test])
        areas.append(roc_auc_score(y[test], fit.decision_function(codes[test])))
        values[f"area.{f}.{v}"] = areas[-1]
    means.append(np.mean(areas))
values["explicitness"] = np.mean(means)


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
    return words[:count]


SEED, TRAINING, TEST, PAIRS = 11, 400, 200, 3
held = [word * 3 >> 32 for word in philox(TRAINING + TEST, SEED, 0xBE7A, 0, 0)]
differences = np.zeros((TRAINING + TEST, units))
for vote, f in enumerate(held):
    words = philox(PAIRS * 3, SEED, 0xFAC7, vote, 0)
    for pair in range(PAIRS):
        lead, one, two = words[3 * pair:3 * pair + 3]
        same = np.flatnonzero(factors[:, f] == factors[lead * n >> 32, f])
        differences[vote] += abs(codes[same[one * len(same) >> 32]] - codes[same[two * len(same) >> 32]]) / PAIRS
differences = differences.astype(np.float32).astype(np.float64)
fit = LogisticRegression(C=1.0, tol=1e-12, max_iter=1000, solver="newton-cg").fit(differences[:TRAINING], held[:TRAINING])
told = fit.predict(differences)
values["beta.training"] = (told == held)[:TRAINING].sum()
values["beta.test"] = (told == held)[TRAINING:].sum()
for k in range(3):
    for u in range(units):
        values[f"beta.w.{k}.{u}"] = fit.coef_[k, u]

with open("factors.properties", "w") as out:
    print(f"# factors.py: Python {sys.version.split()[0]}, NumPy {np.__version__}, SciPy {scipy.__version__},"
          f" scikit-learn {sklearn.__version__}", file=out)
    for name, value in values.items():
        print(f"{name}={float(value)!r}", file=out)
