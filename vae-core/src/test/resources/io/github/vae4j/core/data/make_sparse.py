"""Writes the sparse fixtures of this folder with SciPy itself. Made with SciPy 1.17.1: python3 make_sparse.py

sparse.npy is the dense copy of all of them but sparse_symmetric, whose copy is sparse_symmetric.npy.
"""
import numpy as np
import scipy.io
import scipy.sparse as sp

dense = np.zeros((6, 5), "<f4")
dense[0, [1, 4]] = [3, 1]
dense[1, 0] = 2
dense[2] = [1, 2, 3, 4, 5]
dense[4, [2, 3]] = [7, 120]
dense[5, 4] = 1
np.save("sparse.npy", dense)

# The same entries with one place twice, out of order.
rows = np.array([4, 2, 2, 2, 0, 2, 2, 4, 1, 0, 5, 0], "<i4")
columns = np.array([3, 4, 0, 2, 1, 1, 3, 2, 0, 4, 4, 1], "<i4")
values = np.array([120, 5, 1, 3, 1, 2, 4, 7, 2, 1, 1, 2], "<i8")
coo = sp.coo_matrix((values, (rows, columns)), shape=dense.shape)
assert (coo.toarray() == dense).all()
sp.save_npz("sparse_coo.npz", coo)
sp.save_npz("sparse_csr.npz", sp.csr_matrix(dense))
sp.save_npz("sparse_csr_stored.npz", sp.csr_array(dense.astype("u1")), compressed=False)
sp.save_npz("sparse_csc.npz", sp.csc_matrix(dense.astype("<f8")))
sp.save_npz("sparse_bsr.npz", sp.bsr_matrix(dense))
scipy.io.mmwrite("sparse.mtx", sp.csc_matrix(dense.astype("<i8")), comment=" counts")
scipy.io.mmwrite("sparse_array.mtx", dense.astype("<f8"))
csr = sp.csr_matrix(dense)
np.savez("sparse_names.npz", format=b"csr", shape=csr.shape, data=csr.data, indices=csr.indices, indptr=csr.indptr,
         row_names=np.array([f"r{i}" for i in range(6)]), column_names=np.array(["a\tb", "b", "c", "d", "\u00e9"]),
         labels=np.array([2019, 2020, 2019, 2021, 2021, 2020]))
square = np.array([[2, 0, 1.5], [0, 0, -4], [1.5, -4, 1]], "<f8")
np.save("sparse_symmetric.npy", square.astype("<f4"))
scipy.io.mmwrite("sparse_symmetric.mtx", sp.coo_matrix(square), symmetry="symmetric")
scipy.io.mmwrite("sparse_symmetric_array.mtx", square, symmetry="symmetric")
