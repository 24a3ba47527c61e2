"""Reference values for statistics of one and two sets of codes. Run: python3 sets.py (in this folder).

The data of latents.py: means and drawn codes, 200 x 4. SciPy and scikit-learn where they have the method; else the
definition of the paper, by NumPy.
"""
import sys
import numpy as np
import scipy
import sklearn
from scipy.linalg import sqrtm
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import cdist
from sklearn.manifold import TSNE
from sklearn.metrics import mutual_info_score
from sklearn.metrics.pairwise import polynomial_kernel, rbf_kernel
from sklearn.neighbors import kneighbors_graph

n, d = 200, 4
i, j = np.arange(n)[:, None], np.arange(d)[None, :]
mean = ((i * 37 + j * 101 + i * i * (j + 1)) % 1009) / 500 - 1
mean[:, 1] += 0.5 * mean[:, 0]
logvar = ((i * 53 + j * 17 + i * i * (j + 2)) % 997) / 400 - 2
noise = ((i * 71 + j * 29 + i * i * (j + 3)) % 991) / 330 - 1.5
f32 = lambda a: a.astype(np.float32).astype(np.float64)
mean, logvar = f32(mean), f32(logvar)
z = f32(mean + np.exp(logvar / 2) * f32(noise))
labels = np.arange(n) * 7 % 3

values = {}

# ---- two sets
a, b = np.cov(mean.T), np.cov(z.T)
values["frechet.means"] = ((mean.mean(0) - z.mean(0)) ** 2).sum()
values["frechet"] = values["frechet.means"] + np.trace(a + b - 2 * np.real(sqrtm(a @ b)))
kaa, kbb, kab = (polynomial_kernel(p, q, degree=3, gamma=1 / d, coef0=1) for p, q in ((mean, mean), (z, z), (mean, z)))
off = lambda m: (m.sum() - np.trace(m)) / (n * (n - 1))
values["kernel"] = off(kaa) + off(kbb) - 2 * kab.mean()
reach = lambda p, k: np.sort(cdist(p, p), 1)[:, k]
for k in (3, 5):
    between = cdist(mean, z)
    real, fake = reach(mean, k), reach(z, k)
    values[f"precision.{k}"] = (between <= real[:, None]).any(0).mean()
    values[f"recall.{k}"] = (between <= fake[None, :]).any(1).mean()
    values[f"density.{k}"] = (between <= real[:, None]).sum() / (k * n)
    values[f"coverage.{k}"] = (between.min(1) <= real).mean()
x, y = mean - mean.mean(0), z[:, :3] - z[:, :3].mean(0)
values["cka"] = np.linalg.norm(y.T @ x) ** 2 / (np.linalg.norm(x.T @ x) * np.linalg.norm(y.T @ y))

# ---- one set
s = np.cov(mean.T, bias=True)
values["wasserstein"] = 2 * np.trace(s) - 2 * np.trace(np.real(sqrtm(s @ np.diag(np.diag(s)))))
q = np.cov(mean.T, bias=True) + np.diag(np.exp(logvar).mean(0))
values["wasserstein.posterior"] = 2 * np.trace(q) - 2 * np.trace(np.real(sqrtm(q @ np.diag(np.diag(q)))))
bins = np.stack([np.digitize(mean[:, c], np.histogram(mean[:, c], 20)[1][:-1]) for c in range(d)], 1)
pairs = [mutual_info_score(bins[:, p], bins[:, r]) for p in range(d) for r in range(d) if p != r]
values["unitinformation"] = np.mean(pairs)
for c in range(d):
    values[f"unitinformation.0.{c}"] = mutual_info_score(bins[:, 0], bins[:, c])
h2 = float(d)
kernel = rbf_kernel(z, gamma=1 / (2 * h2))
values["mmd"] = (off(kernel) - 2 * (h2 / (h2 + 1)) ** (d / 2) * np.exp(-(z ** 2).sum(1) / (2 * (h2 + 1))).mean()
                 + (h2 / (h2 + 2)) ** (d / 2))

# ---- one set with classes
def lisi(points, perplexity):
    distances = cdist(points, points)
    found = []
    for r in range(n):
        near = np.argsort(distances[r], kind="stable")[1:1 + int(3 * perplexity)]
        beyond = distances[r, near] - distances[r, near[0]]
        weights = lambda t: np.exp(-t * beyond)
        gap = lambda t: np.log(weights(t).sum()) + t * np.average(beyond, weights=weights(t)) - np.log(perplexity)
        w = weights(scipy.optimize.brentq(gap, 0, 1e3, xtol=1e-14, rtol=1e-14))
        p = np.bincount(labels[near], w / w.sum(), 3)
        found.append(1 / (p ** 2).sum())
    return np.array(found)


own = lisi(mean, 20)
values["lisi.median"] = np.median(own)
values["lisi.mean"] = own.mean()
for k in (3, 15):
    graph = kneighbors_graph(mean, k)
    for c in range(3):
        inside = graph[labels == c][:, labels == c]
        _, parts = connected_components(inside, directed=False)
        values[f"connectivity.{k}.{c}"] = np.bincount(parts).max() / (labels == c).sum()

fit = TSNE(perplexity=20, init="pca", learning_rate="auto", n_iter=1000, method="exact", random_state=0).fit(mean)
values["tsne.divergence"] = fit.kl_divergence_

with open("sets.properties", "w", encoding="ascii") as out:
    out.write(f"# NumPy {np.__version__}, SciPy {scipy.__version__}, scikit-learn {sklearn.__version__}, "
              f"Python {sys.version.split()[0]}; made by sets.py\n")
    for name, value in values.items():
        out.write(f"{name}={float(value)!r}\n")
