"""mpmath's SVD of a random matrix, beside ours of the same n and bits.

mpmath_svd.py CACHE [--quick] prints a line of JSON for each, as adamant-benchmarks does."""

import json
import random
import sys
import time

try:
    import mpmath
except ImportError as error:
    print(json.dumps({"skipped": "mpmath_svd", "reason": f"{error}; on Debian: apt-get install python3-mpmath"}))
    sys.exit(0)


def main():
    quick = "--quick" in sys.argv
    random.seed(1)
    for bits in [113, 256, 512]:
        mpmath.mp.prec = bits
        for n in [3] if quick else [8, 16]:
            W = mpmath.matrix(n, n)
            for i in range(n):
                for j in range(n):
                    W[i, j] = mpmath.mpf(random.getrandbits(bits)) / mpmath.mpf(2) ** (bits - 1) - 1
            us, factors = [], None
            for _ in range(1 if quick else 3):
                start = time.thread_time()
                factors = mpmath.svd_r(W)
                us.append((time.thread_time() - start) * 1e6)
            U, sigma, Vt = factors
            residual = mpmath.mnorm(U * mpmath.diag(sigma) * Vt - W, "f") / mpmath.mnorm(W, "f")
            print(json.dumps({"operation": "multiprecision_svd", "mode": "single", "n": n, "bits": bits,
                              "stage": "random", "method": "mpmath", "part": "", "peers": [],
                              "error": float(residual), "floor_us": None, "us": us}), flush=True)


main()
