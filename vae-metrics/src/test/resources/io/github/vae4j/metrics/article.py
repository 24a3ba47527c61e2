"""Reference values for ArticleStatisticsTest. Run: python3 article.py (in this folder).

Data from integers alone, so that the test makes the same, rounded to float32.
"""
import sys
import numpy as np
import scipy.stats
import sklearn
from sklearn.cluster import KMeans
from sklearn.metrics import roc_auc_score
from sklearn.neighbors import NearestCentroid

n, d, classes = 240, 4, 3
i, j = np.arange(n)[:, None], np.arange(d)[None, :]
labels = np.arange(n) % classes
x = ((i * 37 + j * 101 + i * i * j) % 1000) / 500 - 1 + 0.4 * ((labels[:, None] * (j + 1)) % 3)
x = x.astype(np.float32).astype(np.float64)
logvar = (-((i * 13 + j * 7) % 50) / 10).astype(np.float32).astype(np.float64)

centroids = np.array([x[labels == c].mean(0) for c in range(classes)])
between = ((centroids[:, None] - centroids[None]) ** 2).sum(-1)
found = NearestCentroid().fit(x, labels).predict(x)
without = 0
for k in range(n):
    rest = np.arange(n) != k
    without += NearestCentroid().fit(x[rest], labels[rest]).predict(x[k:k + 1])[0] == labels[k]
kmeans = KMeans(classes, init=centroids, n_init=1, max_iter=20, tol=0, algorithm="lloyd").fit(x)
interval = scipy.stats.binomtest(int((found == labels).sum()), n).proportion_ci(method="wilson")

values = {
    "variance.1": x.var(0)[1],
    "kl.2": (0.5 * (x ** 2 + np.exp(logvar) - logvar - 1)).mean(0)[2],
    "between.0.2": between[0, 2],
    "largest": between.max(),
    "own.17": ((x[17] - centroids[labels[17]]) ** 2).sum(),
    "nearest": (found == labels).sum(),
    "nearest.1": ((found == labels) & (labels == 1)).sum(),
    "leaveOneOut": without,
    "wilson.low": interval.low,
    "wilson.high": interval.high,
    "kmeans": (kmeans.predict(x) == labels).sum(),
    "kmeans.inertia": kmeans.inertia_,
    "auc.0.1": max(a := roc_auc_score(labels == 1, x[:, 0]), 1 - a),
    "auc.3.2": max(a := roc_auc_score(labels == 2, x[:, 3]), 1 - a),
    "auc.ties": max(a := roc_auc_score(labels == 0, np.round(x[:, 1])), 1 - a),
}
with open("article.properties", "w") as out:
    out.write(f"# article.py; Python {sys.version.split()[0]}, numpy {np.__version__}, "
              f"scipy {scipy.__version__}, scikit-learn {sklearn.__version__}\n")
    for name, value in values.items():
        out.write(f"{name}={float(value)!r}\n")
