#!/usr/bin/env bash
# reports/realdata/run.sh: completes real matrices by every method, tuned alike, and compares them on entries that
# none has seen; writes README.md and a CSV for each matrix beside itself.
# Needs bash, awk, the packages of `adamant data list` and a few minutes. ADAMANT is the program (default: ./adamant of
# this tree). The matrices themselves go into a folder that is deleted: they belong to their packages.
set -euo pipefail
export LC_ALL=C.UTF-8

here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
cd -- "$here/../.."
adamant=${ADAMANT:-./adamant}
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

# compare NAME FILE WORDS…: one table of the README; the setting is the command's own first lines.
compare() {
  local name=$1 file=$2
  shift 2
  printf '%s\n' "$name" >&2
  "$adamant" data compare "$file" --csv "$here/$name.csv" "$@" >"$work/$name.txt"
  awk -F, -v name="$name" -v words="$*" '
    NR == 1 { next }
    { if (!($1 in n)) method[++methods] = $1
      error[$1, ++n[$1]] = $5 + 0; setting[$1] = setting[$1] (setting[$1] == "" ? "" : " · ") ($3 == "" ? "–" : $3) }
    function sorted(m,   i, j, t) {
      for (i = 2; i <= n[m]; ++i)
        for (j = i; j > 1 && error[m, j] < error[m, j - 1]; --j) {
          t = error[m, j]; error[m, j] = error[m, j - 1]; error[m, j - 1] = t
        }
    }
    END {
      printf "## %s\n\n`%s`\n\n| | test RMSE, median | least to largest | chosen on each split |\n|---|---:|---:|---|\n", name, words
      for (k = 1; k <= methods; ++k) {
        m = method[k]; sorted(m)
        printf "| %s | %.4g | %.4g to %.4g | %s |\n", m, error[m, int(n[m] / 2) + 1], error[m, 1], error[m, n[m]], setting[m]
      }
      print ""
    }' "$here/$name.csv" >"$work/$name.md"
}

for name in volcano insteval movielens; do "$adamant" data fetch $name --out "$work" >&2; done
compare volcano "$work/volcano.mtx" --hold-out 0.6 --centre mean --steps 500
compare camera64 properties/data/camera64.mtx --hold-out 0.6 --centre mean --clamp 0:255 --steps 500
compare insteval "$work/insteval.mtx" --densest 90,60 --hold-out 0.2 --centre additive --clamp 1:5 --steps 500
compare movielens "$work/movielens.mtx" --densest 90,60 --hold-out 0.2 --centre additive --clamp 0.5:5 --steps 500

{
  cat <<'TEXT'
# Real matrices, on entries that nobody has seen

Of each matrix some entries are held out for the test. A tenth of the rest is held out too and chooses each method's setting from its grid; with that setting the method is fitted again to all but the test. The splits are those of seeds 0, 1 and 2, the same for every method. What is named `centre` is computed from the entries in training and taken off first, then they are divided by their root mean square. Predictions are clamped to the scale where there is one; what they are compared with never is.

| | what | grid |
|---|---|---|
| baseline | the centre alone: the mean, or row mean + column mean - mean | |
| SoftImpute | the minimiser of half the squared residual + lambda × nuclear norm, to a duality gap of 1e-4 | lambda as a share of the least at which it is 0: 1/512 … 1/2 |
| HardImpute | alternating projections of rank r | r = 1, 2, 3, 5, 8, 12 |
| ALS | alternating least squares with ridge mu | the same r × mu = 1/100, 1/10, 1, 10 |
| NuclearNorm | the least nuclear norm among all completions, by ADMM: it fits noise too | |
| Adam | half the squared residual + lambda × ratio, from zero fill, eta decays | eta = 0.03, 0.1 × share = 1/256 … 1/4 |
| GD | gradient descent on the same, eta = 1, decays | lambda constant or annealed to a thousandth × share = 1/64 … 1 |

`share` of Adam and GD is lambda/F as a share of SoftImpute's largest lambda, F the Frobenius norm of zero fill: near zero fill both penalties then push a singular value alike.

The numbers come from `reports/realdata/run.sh`; `volcano.csv` and its like have every split. The matrices are no part of this project: `adamant data fetch` reads them from the user's own Debian packages.

TEXT
  cat "$work"/{volcano,camera64,insteval,movielens}.md
} >"$here/README.md"
