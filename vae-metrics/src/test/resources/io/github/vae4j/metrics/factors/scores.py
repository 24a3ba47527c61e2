"""Reference values for scores of codes with factors. Run: python3 scores.py (in this folder).

The data of disentanglement.py. scikit-learn where it has the method; else the definition of the paper, by NumPy.
"""
import sys
import numpy as np
import scipy
import sklearn
from scipy.optimize import linear_sum_assignment
from scipy.stats import spearmanr
from sklearn.feature_selection._mutual_info import _compute_mi_cd
from sklearn.linear_model import Lasso, LinearRegression, LogisticRegression
from sklearn.metrics import log_loss, mutual_info_score, r2_score, roc_auc_score
from sklearn.model_selection import KFold
from sklearn.preprocessing import StandardScaler

n, d, k = 600, 5, 3
sizes = (4, 3, 2)


def noise(i, j):
    return (i * 7919 + j * 104729 + i * i * (31 + 2 * j)) % 1000003 / 1000003 - 0.5


def data(shift):
    i = np.arange(n) + shift
    v = np.stack([i * i * 13 // 7 % 4, i * 5 // 3 % 3, i * i // 5 % 2], 1)
    x = np.stack([v[:, 0] - 1.5 + 0.9 * noise(i, 0), v[:, 1] + 0.5 * v[:, 0] - 2 + 1.2 * noise(i, 1),
                  1.5 * v[:, 2] + 2.0 * noise(i, 2), noise(i, 3), 0 * i + 0.1], 1)
    return v, x.astype(np.float32).astype(np.float64)


values = {}
v, x = data(0)
test_v, test_x = data(1000)

# ---- explicitness (Ridgeway and Mozer): one multinomial fit a factor
for f in range(k):
    # Two classes: one vector of weights for both, as scikit-learn's default.
    fit = LogisticRegression(C=1.0, solver="newton-cg", tol=1e-10, max_iter=100_000).fit(x, v[:, f])
    p = fit.predict_proba(test_x)
    areas = [roc_auc_score(test_v[:, f] == c, p[:, c]) for c in range(sizes[f])]
    values[f"explicitness.{f}"] = 2 * np.mean(areas) - 1
values["explicitness"] = np.mean([values[f"explicitness.{f}"] for f in range(k)])

# ---- InfoM, InfoE, InfoC (Hsu et al.)
h = np.array([mutual_info_score(v[:, f], v[:, f]) for f in range(k)])
nmi = np.zeros((d, k))
for j in range(d):
    for f in range(k):
        own = _compute_mi_cd(x[:, j].copy(), v[:, f], 10)
        nmi[j, f] = own / h[f]
        values[f"infomec.{j}.{f}"] = nmi[j, f]
live = nmi[:4]
values["infom"] = (np.mean(live.max(1) / live.sum(1)) - 1 / k) / (1 - 1 / k)
values["infoc"] = (np.mean(live.max(0) / live.sum(0)) - 1 / 4) / (1 - 1 / 4)
scaled = StandardScaler().fit_transform(x[:, :4])
infoe = []
for f in range(k):
    fit = LogisticRegression(C=1e6, class_weight="balanced", tol=1e-12, max_iter=1_000_000, multi_class="multinomial")
    p = fit.fit(scaled, v[:, f]).predict_proba(scaled)
    infoe.append(1 - log_loss(v[:, f], p, eps=1e-300) / np.log(sizes[f]))
    values[f"infoe.{f}"] = infoe[f]
values["infoe"] = np.mean(infoe)

# ---- mean correlation coefficient
for name in ("pearson", "spearman"):
    c = np.zeros((d, k))
    for j in range(4):
        for f in range(k):
            c[j, f] = abs(np.corrcoef(x[:, j], v[:, f])[0, 1] if name == "pearson"
                          else spearmanr(x[:, j], v[:, f]).statistic)
            values[f"{name}.{j}.{f}"] = c[j, f]
    rows, columns = linear_sum_assignment(-c)
    values[f"mcc.{name}"] = c[rows, columns].mean()

# ---- R2 of a linear map
for f in range(k):
    values[f"r2.{f}"] = r2_score(test_v[:, f], LinearRegression().fit(x, v[:, f]).predict(test_x))
values["r2"] = np.mean([values[f"r2.{f}"] for f in range(k)])

# ---- interventional robustness (Suter et al., quantile of disentanglement_lib)
irs = np.zeros((4, k))
largest = np.abs(x[:, :4] - x[:, :4].mean(0)).max(0)
for f in range(k):
    away = np.mean([np.quantile(np.abs(x[v[:, f] == c, :4] - x[v[:, f] == c, :4].mean(0)), 0.99, axis=0)
                    for c in range(sizes[f])], 0)
    irs[:, f] = 1 - away / largest
for j in range(4):
    values[f"irs.{j}"] = irs[j].max()
values["irs"] = np.average(irs.max(1), weights=largest)

# ---- information in 20 bins: MIG-sup, JEMMIG, DCIMIG
bins = np.stack([np.digitize(x[:, j], np.histogram(x[:, j], 20)[1][:-1]) for j in range(d)], 1)
mi = np.array([[mutual_info_score(v[:, f], bins[:, j]) for f in range(k)] for j in range(d)])
hz = np.array([mutual_info_score(bins[:, j], bins[:, j]) for j in range(d)])
sup = np.sort(mi[:4] / h, axis=1)
values["migsup"] = np.mean(sup[:, -1] - sup[:, -2])
jemmig = []
for f in range(k):
    order = np.argsort(-mi[:, f])
    joint = hz[order[0]] + h[f] - mi[order[0], f]
    values[f"jemmig.{f}"] = joint - mi[order[0], f] + mi[order[1], f]
    jemmig.append(1 - values[f"jemmig.{f}"] / (h[f] + np.log(20)))
values["jemmig"] = np.mean(jemmig)
won = np.zeros(k)
for j in range(d):
    order = np.argsort(-mi[j])
    won[order[0]] = max(won[order[0]], mi[j, order[0]] - mi[j, order[1]])
values["dcimig"] = won.sum() / h.sum()

# ---- the Lasso with a penalty by cross-validation, of standardised units and targets
penalties = 20
for f in range(k):
    y = v[:, f].astype(float)
    z = StandardScaler().fit_transform(x[:, :4])
    top = np.abs(z.T @ ((y - y.mean()) / y.std())).max() / n
    alphas = top * 1e-3 ** (np.arange(penalties) / (penalties - 1))
    errors = np.zeros(penalties)
    for train, held in KFold(5).split(x):
        scaler = StandardScaler().fit(x[train, :4])
        mean, deviation = y[train].mean(), y[train].std()
        for a, alpha in enumerate(alphas):
            fit = Lasso(alpha, fit_intercept=False, tol=1e-14, max_iter=100_000)
            fit.fit(scaler.transform(x[train, :4]), (y[train] - mean) / deviation)
            errors[a] += ((y[held] - mean - deviation * fit.predict(scaler.transform(x[held, :4]))) ** 2).sum()
    values[f"lasso.alpha.{f}"] = alphas[errors.argmin()]
    fit = Lasso(alphas[errors.argmin()], fit_intercept=False, tol=1e-14, max_iter=100_000)
    fit.fit(z, (y - y.mean()) / y.std())
    for j in range(4):
        values[f"lasso.importance.{j}.{f}"] = abs(fit.coef_[j])

with open("scores.properties", "w", encoding="ascii") as out:
    out.write(f"# NumPy {np.__version__}, SciPy {scipy.__version__}, scikit-learn {sklearn.__version__}, "
              f"Python {sys.version.split()[0]}; made by scores.py\n")
    for name, value in values.items():
        out.write(f"{name}={float(value)!r}\n")
