"""Writes further fixtures of this folder with NumPy itself, beside those of make_fixtures.py: other types and orders,
structured arrays, texts, archives as Keras and scikit-learn lay them out. Made with NumPy 2.4.6: python3 make_formats.py

Where an array can be read as numbers, NAME_as_f4.npy has the same numbers as C-ordered floats.
"""
import numpy as np

half = np.arange(6).reshape(2, 3) + 0.5
numbers = {
    "f2": (half - 3).astype("<f2"),
    "u2": np.array([[0, 1, 65535], [2, 3, 256]], "<u2"),
    "u4": np.array([[0, 1, 4294967295], [2, 3, 65536]], ">u4"),
    "u8": np.array([0, 1, 16777217, 9007199791611905, 9223372036854775808, 9223372586610589697, 18446744073709551615],
                   "<u8"),
    "bool": np.array([[True, False, True], [False, False, True]]),
    "fortran": np.asfortranarray(half),
    "fortran3": np.asfortranarray(np.arange(24, dtype="<i4").reshape(2, 3, 4)),
    "channels": np.arange(12, dtype="u1").reshape(2, 3, 2, 1),
}
for name, array in numbers.items():
    np.save(f"{name}.npy", array)
    np.save(f"{name}_as_f4.npy", np.ascontiguousarray(array.astype("<f4")))

# Python 2 wrote whole numbers with an L.
np.save("python2_as_f4.npy", half.astype("<f4"))
with open("python2_as_f4.npy", "rb") as file:
    content = file.read().replace(b"(2, 3), }  ", b"(2L, 3L), }")
with open("python2.npy", "wb") as file:
    file.write(content)

np.save("object.npy", np.array(["a", None], object), allow_pickle=True)
np.save("complex.npy", np.array([1 + 2j]))
np.save("longdouble.npy", np.array([1], np.longdouble))
np.save("dates.npy", np.array(["2020-01-01"], "M8[D]"))
np.save("text.npy", np.array(["owl", "c\u00e4t", "owl"]))
np.save("bytes.npy", np.array([b"owl", b"cat", b"owl"]))
np.save("onehot.npy", np.eye(4)[[3, 0, 3]])
np.save("five.npy", np.arange(10, dtype="<f4").reshape(5, 2))

records = np.array([(0.5, "owl", 1), (1.5, "cat", -1), (2.5, "owl", -2)], [("x", "<f4"), ("kind", "<U3"), ("y", "<i8")])
np.save("structured.npy", records)
arrays = np.array([((0, 1), b"a"), ((2, 3), b"b")], np.dtype([("x", "<f8", (2,)), ("kind", "S1")], align=True))
np.save("subarray.npy", arrays)

images = np.arange(5 * 4, dtype="u1").reshape(5, 2, 2)
classes = np.array([7, 3, 7, 3, 9], "u1")
np.savez_compressed("keras.npz", x_train=images[:3], y_train=classes[:3], x_test=images[3:], y_test=classes[3:])
