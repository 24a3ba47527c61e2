"""Reference values for LinearProbeTest. Run: python3 probe.py (in this folder).

Data from integers alone, so that the test makes the same, rounded to float32.
"""
import sys
import warnings
import numpy as np
import scipy
import sklearn
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix

n, d = 300, 5
i, j = np.arange(n)[:, None], np.arange(d)[None, :]
labels = np.arange(n) * 7 % 11 % 4
x = ((i * 37 + j * 101 + i * i * j) % 1000) / 500 - 1 + 0.25 * ((labels[:, None] * (j + 1)) % 5)
# Units of other scales, far from 0; the last one does not vary.
scaled = x * [1, 8, 0.125, 64, 0] + [0, 3, 10, -50, 7]
x, scaled = (a.astype(np.float32).astype(np.float64) for a in (x, scaled))
test = np.arange(n) % 3 == 0
values = {}
warnings.simplefilter("ignore")  # the line search gives up at the limit of rounding: the gradient is checked below


def probe(name, x, labels, c):
    train = ~test
    fit = LogisticRegression(C=c, tol=1e-12, max_iter=1000, solver="newton-cg").fit(x[train], labels[train])
    w, b = fit.coef_, fit.intercept_
    if len(w) == 1:
        p = 1 / (1 + np.exp(-(x[train] @ w[0] + b[0])))
        r = (p - (labels[train] == fit.classes_[1]))[:, None]
    else:
        r = softmax(x[train] @ w.T + b, axis=1) - (labels[train][:, None] == fit.classes_)
    gradient = max(abs(c * r.T @ x[train] + w).max(), abs(c * r.sum(0)).max())
    assert gradient < 1e-8 * c * n, (name, gradient)
    b = b if len(w) == 1 else b - b.mean()
    for k in range(len(w)):
        row = fit.classes_[k - len(w)]  # the one row of two classes is that of the second
        for m in range(d):
            # Of a unit that does not vary scikit-learn leaves a rounding error.
            values[f"{name}.w.{row}.{m}"] = w[k, m] if x[train][:, m].std() > 0 else 0
        values[f"{name}.b.{row}"] = b[k]
    values[f"{name}.training"] = (fit.predict(x[train]) == labels[train]).sum()
    told = confusion_matrix(labels[test], fit.predict(x[test]), labels=range(5))
    for k in range(5):
        values[f"{name}.confusion.{k}"] = " ".join(map(str, told[k]))


probe("plain", x, labels, 1.0)
probe("strong", x, labels, 0.01)
probe("weak", x, labels, 1e4)
probe("scaled", scaled, labels, 1.0)
mean, deviation = scaled[~test].mean(0), scaled[~test].std(0)
deviation[deviation == 0] = 1
probe("standardised", (scaled - mean) / deviation, labels, 1.0)
probe("two", x, labels % 2, 0.5)
# Class 3 becomes 4, so 3 is empty; and but for one sample class 2 is in the test set alone.
probe("rare", x, np.where(labels == 3, 4, np.where((labels == 2) & ~test & (np.arange(n) != 4), 0, labels)), 2.0)

with open("probe.properties", "w") as out:
    print(f"# probe.py: Python {sys.version.split()[0]}, NumPy {np.__version__}, SciPy {scipy.__version__},"
          f" scikit-learn {sklearn.__version__}", file=out)
    for name, value in values.items():
        print(f"{name}={value if isinstance(value, str) else repr(float(value))}", file=out)
