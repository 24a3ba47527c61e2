"""Reference values for the tests of disentanglement. Run: python3 disentanglement.py (in this folder).

Data from integers alone, so that the tests make the same, rounded to float32. The FactorVAE score draws the library's
own groups (Philox4x32-10, Salmon et al. 2011), so that votes can be compared one by one.
"""
import sys
import numpy as np
import scipy
import sklearn
from scipy.special import logsumexp
from scipy.stats import entropy, spearmanr
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import Lasso
from sklearn.metrics import mutual_info_score
from sklearn.tree import DecisionTreeRegressor

n, d, k = 600, 5, 3
sizes = (4, 3, 2)


def noise(i, j):
    return (i * 7919 + j * 104729 + i * i * (31 + 2 * j)) % 1000003 / 1000003 - 0.5


def data(shift):
    i = np.arange(n) + shift
    v = np.stack([i * i * 13 // 7 % 4, i * 5 // 3 % 3, i * i // 5 % 2], 1)
    x = np.stack([v[:, 0] - 1.5 + 0.9 * noise(i, 0), v[:, 1] + 0.5 * v[:, 0] - 2 + 1.2 * noise(i, 1),
                  1.5 * v[:, 2] + 2.0 * noise(i, 2), noise(i, 3), 0 * i + 0.1], 1)
    return v, x.astype(np.float32)


values = {}
v, x = data(0)
x64 = x.astype(np.float64)
test_v, test_x = data(1000)
for j in range(4):
    assert len(np.unique(x[:, j])) == n, "ties"

# ---- mutual information in 20 bins
bins = np.stack([np.digitize(x64[:, j], np.histogram(x64[:, j], 20)[1][:-1]) for j in range(d)], 1)
mi = np.array([[mutual_info_score(v[:, f], bins[:, j]) for f in range(k)] for j in range(d)])
h = np.array([mutual_info_score(v[:, f], v[:, f]) for f in range(k)])
for j in range(d):
    for f in range(k):
        values[f"information.{j}.{f}"] = mi[j, f]
ordered = np.sort(mi, axis=0)[::-1]
for f in range(k):
    values[f"entropy.{f}"] = h[f]
    values[f"gap.{f}"] = (ordered[0, f] - ordered[1, f]) / h[f]
values["mig"] = np.mean((ordered[0] - ordered[1]) / h)
square = mi[:4] ** 2
modularity = 1 - (square.sum(1) - square.max(1)) / (square.max(1) * (k - 1))
values["modularity"] = modularity.mean()
values["modularity.all"] = modularity.sum() / d

# ---- mutual information from the posterior
i, j = np.arange(n)[:, None], np.arange(d)[None, :]
logvar = (-((i * 13 + j * 7) % 50) / 10).astype(np.float32).astype(np.float64)
z = (x64 + 1.5 * np.exp(-1.0) * noise(i, j + 7)).astype(np.float32).astype(np.float64)
posterior = np.zeros((d, k))
for unit in range(d):
    logs = -0.5 * (logvar[None, :, unit] + (z[:, None, unit] - x64[None, :, unit]) ** 2 * np.exp(-logvar[None, :, unit]))
    whole = logsumexp(logs, 1) - np.log(n)
    for f in range(k):
        same = v[:, None, f] == v[None, :, f]
        given = logsumexp(np.where(same, logs, -np.inf), 1) - np.log(same.sum(1))
        posterior[unit, f] = (given - whole).mean()
        values[f"posterior.{unit}.{f}"] = posterior[unit, f]
ordered = np.sort(posterior, axis=0)[::-1]
values["posterior.mig"] = np.mean((ordered[0] - ordered[1]) / h)


# ---- DCI
def dci(name, importance, errors):
    used = importance.sum(1) > 0
    disentanglement = 1 - entropy(importance[used].T, base=k)
    completeness = 1 - entropy(importance, base=d)
    values[name + ".disentanglement"] = (disentanglement * importance[used].sum(1)).sum() / importance.sum()
    values[name + ".completeness"] = (completeness * importance.sum(0)).sum() / importance.sum()
    for unit in range(d):
        for f in range(k):
            values[f"{name}.importance.{unit}.{f}"] = importance[unit, f]
    for f in range(k):
        values[f"{name}.error.{f}"] = errors[f]


def boosted(seed, **settings):
    importance, errors = np.zeros((d, k)), []
    for f in range(k):
        model = GradientBoostingClassifier(random_state=seed, **settings).fit(x, v[:, f])
        importance[:, f] = model.feature_importances_
        errors.append(1 - model.score(test_x, test_v[:, f]))
    return importance, errors


settings = dict(n_estimators=20, max_depth=3, min_samples_leaf=10, learning_rate=0.2)
importance, errors = boosted(0, **settings)
assert np.allclose(importance, boosted(1, **settings)[0], rtol=0, atol=1e-8), "equal splits"
dci("trees", importance, errors)
# Leaves of one sample give equal splits, between which the seed decides: the mean over seeds, and how far they spread.
runs = [boosted(seed) for seed in range(8)]
importance = np.mean([run[0] for run in runs], 0)
dci("defaults", importance, np.mean([run[1] for run in runs], 0))
values["defaults.spread"] = max(abs(run[0] - importance).max() for run in runs)

mean, deviation = x64.mean(0), x64.std(0)
deviation[4] = 1
rows = (x64 - mean) / deviation
rows[:, 4] = 0
test_rows = (test_x - mean) / deviation
test_rows[:, 4] = 0


def lasso(target, alpha):
    return Lasso(alpha, fit_intercept=False, tol=1e-15, max_iter=100000).fit(rows, target).coef_


importance, errors = np.zeros((d, k)), []
for f in range(k):
    mu, sd = v[:, f].mean(), v[:, f].std()
    w = lasso((v[:, f] - mu) / sd, 0.05)
    importance[:, f] = abs(w)
    guess = ((test_v[:, f] - mu) ** 2).sum()
    errors.append(np.sqrt(((test_v[:, f] - mu - sd * test_rows @ w) ** 2).sum() / guess))
dci("numbers", importance, errors)
importance, errors = np.zeros((d, k)), []
for f in range(k):
    score = []
    for value in range(sizes[f]):
        y = (v[:, f] == value).astype(float)
        w = lasso(y - y.mean(), 0.05 * y.std())
        importance[:, f] += abs(w)
        score.append(y.mean() + test_rows @ w)
    errors.append((np.argmax(score, 0) != test_v[:, f]).mean())
dci("values", importance, errors)

tree = DecisionTreeRegressor(max_depth=4, min_samples_leaf=7, random_state=0).fit(x, v[:, 0] * v[:, 1] + noise(np.arange(n), 9))
gains = tree.tree_.compute_feature_importances(normalize=False) * n
for unit in range(d):
    values[f"tree.gain.{unit}"] = gains[unit]
leaves = tree.apply(x)
values["tree.leaves"] = len(np.unique(leaves))
values["tree.squares"] = (np.bincount(leaves) ** 2).sum()

# ---- UDR: three models of the same samples, unit 4 of each without information
models = [x64, np.stack([-x64[:, 1], x64[:, 0] + 0.3 * x64[:, 2], x64[:, 3], x64[:, 2], x64[:, 4]], 1),
          np.stack([x64[:, 0] + x64[:, 1], x64[:, 2] - x64[:, 0], x64[:, 3] ** 3, x64[:, 1], x64[:, 4]], 1)]
models = [m.astype(np.float32).astype(np.float64)[:, :4] for m in models]
scaled = [(m - m.mean(0)) / m.std(0) for m in models]


def udr(relation):
    pairs = np.zeros((3, 3))
    for a in range(3):
        for b in range(3):
            if a != b:
                r = relation(a, b)
                pairs[a, b] = ((r.max(0) ** 2 / r.sum(0)).sum() + (r.max(1) ** 2 / r.sum(1)).sum()) / 8
    return [np.median(np.delete(pairs[a], a)) for a in range(3)]


def spearman(a, b):
    return abs(spearmanr(models[a], models[b])[0][:4, 4:])


def lasso_weights(a, b):
    return abs(Lasso(0.1, tol=1e-15, max_iter=100000).fit(scaled[b], scaled[a]).coef_)


for name, relation in (("spearman", spearman), ("lasso", lasso_weights)):
    for a, score in enumerate(udr(relation)):
        values[f"udr.{name}.{a}"] = score


# ---- FactorVAE score
def philox(count, seed, stream, epoch):
    mask = np.uint64(0xFFFFFFFF)
    block = np.arange((count + 3) // 4, dtype=np.uint64)
    c = [block] + [np.full_like(block, w) for w in (0, epoch, stream)]
    key = [np.uint64(seed & 0xFFFFFFFF), np.uint64(seed >> 32 & 0xFFFFFFFF)]
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * c[0], np.uint64(0xCD9E8D57) * c[2]
        c = [p1 >> np.uint64(32) ^ c[1] ^ key[0], p1 & mask, p0 >> np.uint64(32) ^ c[3] ^ key[1], p0 & mask]
        key = [key[0] + np.uint64(0x9E3779B9) & mask, key[1] + np.uint64(0xBB67AE85) & mask]
    return np.stack(c, 1).ravel()[:count]


def below(count, bits):
    return (bits * np.uint64(count) >> np.uint64(32)).astype(int)


def draw(factor, groups, size, seed, number):
    bits = philox(groups * (size + 1), seed, 0xFAC7, number).reshape(groups, size + 1)
    out = []
    for g in range(groups):
        same = np.flatnonzero(v[:, factor] == v[below(n, bits[g, :1])[0], factor])
        out.append(same[below(len(same), bits[g, 1:])])
    return np.array(out)


SEED, BATCH, TRAIN, EVAL = 7, 10, 500, 300
free = draw(0, 400, 1, SEED, 0)[:, 0]
whole = x64[free].var(0, ddof=1)
active = np.flatnonzero(np.sqrt(whole) >= 0.05)
held = below(k, philox(TRAIN + EVAL, SEED, 0xF7AE, 0))
number, tables = 1, []
for part in (held[:TRAIN], held[TRAIN:]):
    table = np.zeros((d, k), int)
    for f in range(k):
        left = (part == f).sum()
        while left > 0:
            for group in draw(f, min(left, 64), BATCH, SEED, number):
                local = x64[group].var(0, ddof=1)
                table[active[np.argmin(local[active] / whole[active])], f] += 1
            number, left = number + 1, left - 64
    tables.append(table)
majority = tables[0].argmax(1)
for unit in range(d):
    for f in range(k):
        values[f"votes.{unit}.{f}"] = tables[0][unit, f]
values["factorVae.train"] = tables[0][np.arange(d), majority].sum()
values["factorVae.evaluation"] = tables[1][np.arange(d), majority].sum()

with open("disentanglement.properties", "w") as out:
    print(f"# disentanglement.py: Python {sys.version.split()[0]}, NumPy {np.__version__}, SciPy {scipy.__version__},"
          f" scikit-learn {sklearn.__version__}", file=out)
    for name, value in values.items():
        print(f"{name}={float(value)!r}", file=out)
