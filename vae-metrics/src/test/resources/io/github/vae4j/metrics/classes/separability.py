"""Reference values for SeparabilityReferenceTest. Run: python3 separability.py (in this folder).

Data from integers alone, so that the test makes the same: x = ((i * 37 + j * 101 + i * i * j) % 1000) / 500 - 1,
plus label offsets, rounded to float32.
"""
import sys
import numpy as np
import scipy
import sklearn
from sklearn import metrics

n, d, classes = 300, 5, 4
i, j = np.arange(n)[:, None], np.arange(d)[None, :]
labels = (np.arange(n) * 7 % 11) % classes
x = ((i * 37 + j * 101 + i * i * j) % 1000) / 500 - 1 + 0.25 * ((labels[:, None] * (j + 1)) % 5)
x = x.astype(np.float32).astype(np.float64)
clusters = np.where(np.arange(n) % 3 == 0, (labels + 1) % 5, labels)

mean = x.mean(0)
sw, sb = np.zeros((d, d)), np.zeros((d, d))
for c in range(classes):
    part = x[labels == c]
    sw += (part - part.mean(0)).T @ (part - part.mean(0))
    sb += len(part) * np.outer(part.mean(0) - mean, part.mean(0) - mean)

values = {
    "silhouette": metrics.silhouette_score(x, labels),
    "silhouette.17": metrics.silhouette_samples(x, labels)[17],
    "daviesBouldin": metrics.davies_bouldin_score(x, labels),
    "calinskiHarabasz": metrics.calinski_harabasz_score(x, labels),
    "fisher": np.trace(np.linalg.solve(sw, sb)),
    "eta.0": sb[0, 0] / (sb[0, 0] + sw[0, 0]),
    "homogeneity": metrics.homogeneity_score(labels, clusters),
    "completeness": metrics.completeness_score(labels, clusters),
    "nmi": metrics.normalized_mutual_info_score(labels, clusters),
    "ami": metrics.adjusted_mutual_info_score(labels, clusters),
    "ari": metrics.adjusted_rand_score(labels, clusters),
    "purity": metrics.cluster.contingency_matrix(labels, clusters).max(0).sum() / n,
}
with open("separability.properties", "w") as out:
    print(f"# separability.py: Python {sys.version.split()[0]}, NumPy {np.__version__}, SciPy {scipy.__version__},"
          f" scikit-learn {sklearn.__version__}", file=out)
    for name, value in values.items():
        print(f"{name}={float(value)!r}", file=out)
