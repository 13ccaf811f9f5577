"""A step of PyTorch's autograd and Adam on loss and ratio, one thread, beside ours of the same n.

torch_loop.py CACHE [--quick] prints a line of JSON for each n, as adamant-benchmarks does. CACHE holds the
iterates that adamant-benchmarks made; where one is missing, so is its line."""

import json
import os
import sys
import time

try:
    import numpy
    import torch
except ImportError as error:
    print(json.dumps({"skipped": "torch_loop", "reason": f"{error}; on Debian: apt-get install python3-torch"}))
    sys.exit(0)

REPETITIONS, LAMBDA = 9, 1.0


def step_of(W0, Y, Omega):
    W = W0.clone().requires_grad_(True)
    adam = torch.optim.Adam([W], lr=0.0)  # the iterate stays the one it is

    def step():
        adam.zero_grad()
        residual = torch.where(Omega, W - Y, torch.zeros((), dtype=W.dtype))
        loss = residual.square().sum() / 2
        ratio = torch.linalg.matrix_norm(W, "nuc") / torch.linalg.matrix_norm(W)
        (loss + LAMBDA * ratio).backward()
        adam.step()

    return step


def samples(step, quick):
    step()
    start = time.thread_time()
    step()
    calls = 1 if quick else max(1, int(0.05 / max(time.thread_time() - start, 1e-7)))
    result = []
    for _ in range(1 if quick else REPETITIONS):
        start = time.thread_time()
        for _ in range(calls):
            step()
        result.append((time.thread_time() - start) / calls * 1e6)
    return result


def main():
    cache, quick = sys.argv[1], "--quick" in sys.argv
    torch.set_num_threads(1)
    torch.manual_seed(1)
    for n in [4, 9] if quick else [16, 32, 64, 128, 256, 512]:
        for stage in ["early", "late"]:
            path = os.path.join(cache, f"1-{stage}-{n}-0.f64")
            if not os.path.exists(path):
                continue
            W = torch.from_numpy(numpy.fromfile(path).reshape(n, n).T.copy())
            Omega = torch.rand(n, n) < 0.5
            us = samples(step_of(W, W + 0.01, Omega), quick)
            print(json.dumps({"operation": "inner_loop", "mode": "single", "n": n, "bits": 53, "stage": stage,
                              "method": "torch_autograd_adam", "part": "", "peers": [], "error": None,
                              "floor_us": None, "us": us}), flush=True)


main()
