"""Writes the fixtures of this folder with NumPy itself. Made with NumPy 1.24.2: python3 make_fixtures.py

values: 0, 1, 2, 3, 4, 5 in shape (2, 3), plus a half where the type has halves; labels 1, 0.
"""
import numpy as np

integers = np.arange(6).reshape(2, 3)
for code in ("u1", "<i4", ">i4", "<i8", ">i8", "<f4", ">f4", "<f8", ">f8"):
    array = (integers + (0.5 if "f" in code else 0)).astype(code)
    name = code.replace("<", "little_").replace(">", "big_")
    np.save(f"{name}.npy", array)

for version in ((1, 0), (2, 0), (3, 0)):
    with open(f"version{version[0]}.npy", "wb") as file:
        np.lib.format.write_array(file, integers.astype("<f4"), version=version)

np.save("fortran.npy", np.asfortranarray(integers.astype("<f8")))
np.save("number.npy", np.float64(2.5))
np.savez("stored.npz", x=integers.astype("u1"), y=np.array([1, 0]))
np.savez_compressed("packed.npz", x=integers.astype("<f4"), y=np.array([1, 0]))
