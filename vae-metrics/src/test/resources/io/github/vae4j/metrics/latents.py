"""Reference values for LatentsReferenceTest. Run: python3 latents.py (in this folder).

Data from integers alone, so that the test makes the same, rounded to float32.
"""
import sys
import numpy as np
import scipy
import sklearn
from scipy.special import logsumexp
from sklearn import decomposition, manifold, neighbors

n, d = 200, 4
i, j = np.arange(n)[:, None], np.arange(d)[None, :]
mean = ((i * 37 + j * 101 + i * i * (j + 1)) % 1009) / 500 - 1
mean[:, 1] += 0.5 * mean[:, 0]
logvar = ((i * 53 + j * 17 + i * i * (j + 2)) % 997) / 400 - 2
noise = ((i * 71 + j * 29 + i * i * (j + 3)) % 991) / 330 - 1.5
f32 = lambda a: a.astype(np.float32).astype(np.float64)
mean, logvar = f32(mean), f32(logvar)
z = f32(mean + np.exp(logvar / 2) * f32(noise))
labels = np.where(mean[:, 0] + 0.3 * noise[:, 1] > 0, 1, 0) + np.where(mean[:, 2] > 0.5, 1, 0)

values = {}
pca = decomposition.PCA().fit(mean)
for k in range(d):
    values[f"pca.variance.{k}"] = pca.explained_variance_[k] * (n - 1) / n
    v = pca.components_[k]
    v = v * np.sign(v[np.argmax(np.abs(v))])
    for c in range(d):
        values[f"pca.component.{k}.{c}"] = v[c]

kl = (mean**2 + np.exp(logvar) - logvar - 1) / 2
for c in range(d):
    values[f"kl.{c}"] = kl[:, c].mean()
values["rate"] = kl.sum(1).mean()
aggregate = np.cov(mean.T, ddof=0) + np.diag(np.exp(logvar).mean(0))
values["aggregate.covariance.0.1"] = aggregate[0, 1]
deviation = np.sqrt(np.diag(aggregate))
values["aggregate.correlation.0.1"] = aggregate[0, 1] / deviation[0] / deviation[1]
values["aggregate.totalVariance.2"] = aggregate[2, 2]
values["gaussianTc"] = 0.5 * (np.log(np.diag(aggregate)).sum() - np.linalg.slogdet(aggregate)[1])


def logs(z):
    """log q(z_i | x_m) per unit: (i, m, d)."""
    return -0.5 * (np.log(2 * np.pi) + logvar + (z[:, None] - mean) ** 2 / np.exp(logvar))


def decompose(own, joint, units, z):
    prior = -0.5 * (np.log(2 * np.pi) + z**2)
    return (own - joint).mean(), (joint - units.sum(1)).mean(), (units - prior).mean(0)


pair = logs(z)
own = pair[np.arange(n), np.arange(n)].sum(1)
mi, tc, dim = decompose(own, logsumexp(pair.sum(2), 1) - np.log(n), logsumexp(pair, 1) - np.log(n), z)
values["exact.mi"], values["exact.tc"], values["exact.dimensionKl"] = mi, tc, dim.sum()
values["exact.dimensionKl.3"] = dim[3]
values["exact.unitMi.0"] = (pair[np.arange(n), np.arange(n), 0] - logsumexp(pair[:, :, 0], 1) + np.log(n)).mean()

with open("latents.properties", "w") as out:
    print(f"# latents.py: Python {sys.version.split()[0]}, NumPy {np.__version__}, SciPy {scipy.__version__},"
          f" scikit-learn {sklearn.__version__}", file=out)
    trust = manifold.trustworthiness
    values["trustworthiness"] = trust(mean, mean[:, :2], n_neighbors=7)
    values["continuity"] = trust(mean[:, :2], mean, n_neighbors=7)
    half = n // 2
    for k in (1, 5):
        knn = neighbors.KNeighborsClassifier(k, algorithm="brute").fit(mean[:half], labels[:half])
        values[f"knn.{k}"] = knn.score(mean[half:], labels[half:])
    r = np.sort(np.sqrt(((mean[:, None] - mean) ** 2).sum(2)), 1)
    ratio = np.sort(np.log(r[:, 2] / r[:, 1]))
    values["twoNn"] = 1 / ratio.mean()
    values["mle"] = 1 / np.mean([np.mean(np.log(row[10] / row[1:10])) for row in r])
    for name, value in values.items():
        print(f"{name}={float(value)!r}", file=out)
