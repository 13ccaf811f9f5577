#!/usr/bin/env bash
# reports/camera/run.sh: recovers an image from 40 % of its pixels, by four arms and by three fills that need no
# optimiser; writes README.md, results.csv, tuning.csv, errors.svg and images.svg beside itself.
# Needs bash, awk and some minutes on one core. ADAMANT is the program (default: ./adamant of this tree).
set -euo pipefail
export LC_ALL=C

here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
cd -- "$here/../.."
adamant=${ADAMANT:-./adamant}
image=properties/data/camera64.mtx
steps=2000
tuning_seed=100
test_seeds=(0 1 2 3 4)
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

# trace NAME SEED WORD…: one run; its rows are in $work/NAME.csv, its last iterate in $work/NAME.mtx.
trace() {
  local name=$1 seed=$2
  shift 2
  printf '%s, mask %s: %s\n' "$name" "$seed" "$*" >&2
  "$adamant" trace --matrix $image --scale 1/255 --observe 0.4 --seed "$seed" --steps $steps --every 20 \
    --csv "$work/$name.csv" --final "$work/$name.mtx" "$@" >"$work/$name.txt"
}

# last NAME COLUMN: of the last row; "diverged" where the run did not reach its last step.
last() {
  awk -F, -v column="$2" -v steps=$steps '
    NR == 1 { for (i = 1; i <= NF; ++i) if ($i == column) c = i }
    { t = $1; value = $c }
    END { print t == steps ? value : "diverged" }' "$work/$1.csv"
}

# tune ARM WORDS…: each argument is a setting, tried on the tuning mask; the best one is left in $best.
tune() {
  local arm=$1 least=1e99 eu
  shift
  for words in "$@"; do
    # shellcheck disable=SC2086
    trace tuning $tuning_seed $words
    eu=$(last tuning eu)
    printf '%s,%s,%s\n' "$arm" "$words" "$eu" >>"$here/tuning.csv"
    if [[ $eu != diverged ]] && awk "BEGIN { exit !($eu < $least) }"; then least=$eu best=$words; fi
  done
}

grid() {  # grid COMMON "ETA…" "LAMBDA…": one setting a line; a LAMBDA with a colon is annealed
  local common=$1 eta lambda
  for eta in $2; do
    for lambda in $3; do
      case $lambda in
        *:*) printf '%s --eta %s --lambda-schedule anneal:%s\n' "$common" "$eta" "$lambda" ;;
        *) printf '%s --eta %s --lambda %s\n' "$common" "$eta" "$lambda" ;;
      esac
    done
  done
}

# pixels FILE FACTOR: the 4096 values of a Matrix Market array, by columns, times FACTOR.
pixels() { awk -v factor="$2" '/^%/ { next } !size { size = 1; next } { printf "%.6f\n", $1 * factor }' "$1"; }

# fills SEED: how well the hidden pixels are met by three fills. Zero fill shows which are hidden: no pixel is 0.
fills() {
  "$adamant" trace --matrix $image --scale 1/255 --observe 0.4 --seed "$1" --optimiser GradientDescent \
    --penalty none --steps 1 --final "$work/zero.mtx" >"$work/zero.txt"
  paste <(pixels $image 1) <(pixels "$work/zero.mtx" 255) | awk -v seed="$1" '
    { j = int((NR - 1) / 64); i = (NR - 1) % 64; truth[i, j] = $1; seen[i, j] = $2 > 0.5
      if (seen[i, j]) { sum += $1; ++n; row[i] += $1; ++rows[i]; col[j] += $1; ++cols[j] } }
    function near(i, j,   r, a, b, s, k) {
      for (r = 1; r < 64; ++r) {
        s = k = 0
        for (a = i - r; a <= i + r; ++a)
          for (b = j - r; b <= j + r; ++b)
            if (seen[a, b] == 1) { s += truth[a, b]; ++k }
        if (k) return s / k
      }
    }
    function report(name, error) {
      printf "%s,,%s,%.4f,%.2f,\n", name, seed, sqrt(error / size), sqrt(error / hidden)
    }
    END {
      mean = sum / n
      for (i = 0; i < 64; ++i) for (j = 0; j < 64; ++j) {
        if (seen[i, j]) continue
        ++hidden; x = truth[i, j]; size += x * x
        flat += (x - mean) ^ 2
        additive += (x - (row[i] / rows[i] + col[j] / cols[j] - mean)) ^ 2
        local += (x - near(i, j)) ^ 2
      }
      report("the mean of the observed pixels", flat)
      report("row mean + column mean - mean", additive)
      report("mean of the nearest observed pixels", local)
    }'
}

# test_arm NAME FILE WORDS: on every test mask; the rows and the image of mask 0 stay in $work/FILE.*.
test_arm() {
  local seed run
  for seed in "${test_seeds[@]}"; do
    run=$2; [[ $seed == 0 ]] || run=other
    # shellcheck disable=SC2086
    trace "$run" "$seed" $3
    printf '%s,%s,%s,%s,%s,%s\n' "$1" "$3" "$seed" "$(last "$run" eu)" \
      "$(awk "BEGIN { printf \"%.2f\", 255 * $(last "$run" rmse) }")" "$(last "$run" effective_rank)"
  done >>"$here/results.csv"
}

rm -f -- "$here"/{tuning,results}.csv
echo 'arm,setting,eu' >"$here/tuning.csv"
echo 'arm,setting,mask,eu,grey_levels,effective_rank' >"$here/results.csv"

mapfile -t settings < <(grid "--optimiser Adam --penalty ratio --schedule decay" "0.003 0.01 0.03" "0.3 1 3 10")
tune "Adam + ratio" "${settings[@]}"
adam_ratio=$best
mapfile -t settings < <(grid "--optimiser Adam --penalty nuclear --schedule decay" "0.003 0.01 0.03" "0.01 0.03 0.1 0.3")
tune "Adam + nuclear norm" "${settings[@]}"
adam_nuclear=$best
mapfile -t settings < <(grid "--optimiser GradientDescent --penalty ratio --schedule decay" "0.5 1 1.5" "1 3 10:0.1 10:1")
tune "GD + ratio tuned" "${settings[@]}"
gd_tuned=$best

for seed in "${test_seeds[@]}"; do fills "$seed" >>"$here/results.csv"; done
test_arm "GD + ratio at Adam's setting" gd_same "${adam_ratio/Adam/GradientDescent}"
test_arm "Adam + nuclear norm" adam_nuclear "$adam_nuclear"
test_arm "GD + ratio tuned" gd_tuned "$gd_tuned"
test_arm "Adam + ratio" adam_ratio "$adam_ratio"

{
  cat <<'TEXT'
# A photograph from 40 % of its pixels

![The image, what was observed of it, and what four arms recovered](images.svg)

`properties/data/camera64.mtx` is 64 × 64 grey levels of a photograph, divided by 255. It is not of low rank: the best approximations of rank 1, 2, 4, 8, 16 hold 88.3, 94.0, 97.4, 99.3, 99.8 % of its energy. A random 40 % of the pixels are observed (1638), the other 60 % are hidden (2458) and only used to judge.

Everything below is written by `reports/camera/run.sh`.

TEXT
  awk -F, '
    NR > 1 {
      if (!($1 in n)) name[++arms] = $1
      if ($3 == 0) { eu[$1] = $4; grey[$1] = $5; rank[$1] = $6; setting[$1] = $2 }
      if (!n[$1]++ || $5 + 0 < low[$1]) low[$1] = $5 + 0
      if ($5 + 0 > high[$1]) high[$1] = $5 + 0
    }
    END {
      print "| | eu | grey levels | masks 0 to 4 | effective rank | setting |"
      print "|---|---:|---:|---:|---:|---|"
      for (k = 1; k <= arms; ++k) {
        a = name[k]; s = setting[a]
        gsub(/--optimiser [A-Za-z]+ --penalty [a-z]+ /, "", s)
        printf "| %s | %.3f | %.1f | %.1f to %.1f | %s | %s |\n", a, eu[a], grey[a], low[a], high[a],
          rank[a] == "" ? "" : sprintf("%.1f", rank[a]), s == "" ? "" : "`" s "`"
      }
    }' "$here/results.csv"
  cat <<'TEXT'

eu is the relative error on the hidden pixels of mask 0, after 2000 steps from zero fill; grey levels is the root mean square error there, of 255, and the next column its range over masks 0 to 4. The first three rows need no optimiser; the third knows what no matrix method knows, that pixels beside each other are alike.

![Relative error over steps](errors.svg)

Each tuned arm had the same budget: 12 settings on another mask (seed 100), the one with the least eu there was taken (`tuning.csv` has all of them). "At Adam's setting" is gradient descent with the eta, lambda and schedule that Adam was tuned to. The loss is the half sum of squares; `decay` keeps eta for half of the steps and then lowers it to a thousandth; `anneal:FROM:TO` lowers lambda geometrically.
TEXT
} >"$here/README.md"

pixels $image 1 >"$work/truth.pixels"
for name in adam_ratio gd_tuned adam_nuclear gd_same; do
  pixels "$work/$name.mtx" 255 >"$work/$name.pixels"
done
fills 0 >/dev/null
pixels "$work/zero.mtx" 255 | awk '{ print ($1 > 0.5 ? $1 : -1) }' >"$work/seen.pixels"
awk -f "$here/images.awk" "the image" "$work/truth.pixels" "observed" "$work/seen.pixels" \
  "Adam + ratio" "$work/adam_ratio.pixels" "GD + ratio tuned" "$work/gd_tuned.pixels" \
  "Adam + nuclear norm" "$work/adam_nuclear.pixels" \
  "GD + ratio at Adam's setting" "$work/gd_same.pixels" >"$here/images.svg"
awk -f "$here/errors.awk" "GD + ratio at Adam's setting" "$work/gd_same.csv" \
  "Adam + nuclear norm" "$work/adam_nuclear.csv" "Adam + ratio" "$work/adam_ratio.csv" \
  "GD + ratio tuned" "$work/gd_tuned.csv" >"$here/errors.svg"
