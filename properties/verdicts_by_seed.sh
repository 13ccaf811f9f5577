#!/bin/sh
# verdicts_by_seed.sh PROGRAM [SEEDS [CASES [SELECTOR…]]]
#
# Runs `PROGRAM check` for the seeds 1, 2, …, SEEDS (20) at CASES cases a claim (100), and prints a table of the
# claims whose verdict ever differed between seeds, or was ever wrong.
# Exit codes: 0 the same verdicts in all · 1 some differ or are wrong · 2 usage · 4 a run did not come to an end.
set -u
usage() {
  sed -n '2s/^# /usage: /p' "$0" >&2
  exit 2
}
[ $# -ge 1 ] && [ -x "$1" ] || usage
program=$1 seeds=${2:-20} cases=${3:-100}
for number in "$seeds" "$cases"; do
  case $number in '' | *[!0-9]* | 0*) usage ;; esac
done
if [ $# -gt 3 ]; then shift 3; else set --; fi

folder=$(mktemp -d) || exit 4
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM
seed=1
while [ "$seed" -le "$seeds" ]; do
  [ -t 2 ] && printf '\rseed %s of %s' "$seed" "$seeds" >&2
  NO_COLOR=1 "$program" check "$@" --seed "$seed" --cases "$cases" >"$folder/$seed" 2>"$folder/error"
  code=$?
  case $code in
    0 | 1 | 3) ;;
    *)
      printf 'seed %s: check ended with exit code %s: %s\n' "$seed" "$code" "$(tail -n 1 "$folder/error")" >&2
      [ "$code" -eq 2 ] && exit 2
      exit 4
      ;;
  esac
  seed=$((seed + 1))
done
[ -t 2 ] && printf '\n' >&2

seed=1
while [ "$seed" -le "$seeds" ]; do
  sed "s/^/$seed /" "$folder/$seed"
  seed=$((seed + 1))
done | awk -v seeds="$seeds" -v cases="$cases" '
  $2 == "ok" || $2 == "!!" || $2 == "??" {
    id = $3
    if (!(id in name)) { order[++n] = id; name[id] = $NF; first[id] = $4 }
    seen[id]++
    if ($2 == "!!" || $4 == "failed") unwanted[id]++
    if ($2 == "??") open[id]++
    if ($4 != first[id]) differs[id] = 1
    if (!((id, $4) in count)) verdicts[id] = verdicts[id] " " $4
    count[id, $4]++
    where[id, $4] = where[id, $4] " " $1
  }
  END {
    if (n == 0) { print "no claim was tried"; exit 1 }
    for (i = 1; i <= n; ++i) {
      id = order[i]
      if (open[id] == seeds) still = still " " id
      if (!(id in differs) && !(id in unwanted) && seen[id] == seeds) continue
      if (!bad++) printf "%-6s %-10s %5s  %s\n", "id", "verdict", "seeds", "which, and the claim"
      k = split(verdicts[id], list, " ")
      for (j = 1; j <= k; ++j)
        printf "%-6s %-10s %5d %s%s\n", id, list[j], count[id, list[j]], where[id, list[j]],
               j == 1 ? "   " name[id] : ""
      if (seen[id] != seeds) printf "%-6s missing in %d seeds\n", id, seeds - seen[id]
    }
    printf "%d claims, %d seeds, %d cases a claim: %s\n", n, seeds, cases,
           bad ? bad " differ between seeds or are not as wanted" : "every verdict the same in all"
    if (still) print "undecided in every seed (a conjecture is to be measured):" still
    exit bad ? 1 : 0
  }'
