/// How often the court is wrong about the reference: every claim that wants to hold, over many seeds.
///
///   adamant-reliability FILE SEEDS CASES
///
/// adds a line for each seed and letter to FILE, leaves out the seeds that FILE has already, and prints the
/// table of docs/reliability.md. Exits 1 where a claim was refuted or failed.

#include "properties/implementation.hpp"
#include "properties/properties.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

namespace adamant {
namespace {

/// What was tried, and what came of it.
struct Tally {
  long claims = 0, cases = 0, vacuous = 0, discarded = 0, refuted = 0, failed = 0, undecided = 0;

  void add(const Tally& t) {
    claims = std::max(claims, t.claims);
    cases += t.cases;
    vacuous += t.vacuous;
    discarded += t.discarded;
    refuted += t.refuted;
    failed += t.failed;
    undecided += t.undecided;
  }
};

/// The claim with the evidence that the seed bears on.
Claim of_random_evidence(Claim claim) {
  EvidenceList random;
  int n = 0;
  for (const Evidence& e : claim.holds)
    if (e.frozen.empty()) random.items[static_cast<std::size_t>(n++)] = e;
  claim.holds = random;
  claim.fails_without = {};
  return claim;
}

void try_seed(std::uint64_t seed, int cases, std::map<std::string, Tally>& by_letter) {
  for (const Group& group : all_groups()) {
    Tally& t = by_letter[std::string(group.letter)];
    for (const Claim& c : group.claims) {
      const Claim claim = of_random_evidence(c);
      if (c.wanted() != Wanted::holds || claim.holds.size() == 0) continue;
      ++t.claims;
      for (const EvidenceRecord& e :
           try_claim(claim, on_trial(), {.cases = cases, .seed = seed, .proofs = false}).evidence) {
        t.cases += e.cases;
        t.vacuous += e.vacuous;
        t.discarded += e.discarded;
        t.undecided += e.undecided;
        t.refuted += e.status == Status::refuted;
        t.failed += e.status == Status::failed;
        if (e.status == Status::refuted || e.status == Status::failed)
          std::fprintf(stderr, "seed %llu: %s %s\n", static_cast<unsigned long long>(seed),
                       std::string(name_of(e.status)).c_str(), e.token.c_str());
      }
    }
  }
}

constexpr auto header =
    "seed,cases_a_claim,letter,claims,cases,vacuous,discarded,refuted,failed,undecided";

void append(const std::string& file, std::uint64_t seed, int cases,
            const std::map<std::string, Tally>& by_letter) {
  std::ofstream out(file, std::ios::app);
  for (const auto& [letter, t] : by_letter)
    if (t.claims > 0)
      out << seed << ',' << cases << ',' << letter << ',' << t.claims << ',' << t.cases << ','
          << t.vacuous << ',' << t.discarded << ',' << t.refuted << ',' << t.failed << ','
          << t.undecided << '\n';
}

/// The seeds that the file has, and the sums over them.
std::set<std::uint64_t> read(const std::string& file, std::map<std::string, Tally>& sums) {
  std::set<std::uint64_t> seeds;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    for (char& c : line) c = c == ',' ? ' ' : c;
    std::istringstream words(line);
    std::uint64_t seed = 0;
    int cases = 0;
    std::string letter;
    Tally t;
    if (!(words >> seed >> cases >> letter >> t.claims >> t.cases >> t.vacuous >> t.discarded >>
          t.refuted >> t.failed >> t.undecided))
      continue;
    seeds.insert(seed);
    sums[letter].add(t);
  }
  return seeds;
}

void print_row(const char* name, const Tally& t) {
  std::printf("| %s | %ld | %ld | %ld | %ld | %ld | %ld | %ld | %.1e |\n", name, t.claims, t.cases,
              t.vacuous, t.discarded, t.refuted, t.failed, t.undecided,
              t.refuted + t.failed == 0 && t.cases > 0 ? 3.0 / static_cast<double>(t.cases) : 1.0);
}

int run(const std::string& file, std::uint64_t seeds, int cases) {
  std::map<std::string, Tally> sums;
  const auto done = read(file, sums);
  if (done.empty()) std::ofstream(file) << header << '\n';
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    if (done.contains(seed)) continue;
    std::map<std::string, Tally> by_letter;
    try_seed(seed, cases, by_letter);
    append(file, seed, cases, by_letter);
    std::fprintf(stderr, "seed %llu of %llu\n", static_cast<unsigned long long>(seed),
                 static_cast<unsigned long long>(seeds));
  }
  sums.clear();
  const auto all = read(file, sums);
  Tally total;
  long claims = 0;
  std::printf(
      "%zu seeds\n\n| group | claims | cases | vacuous | discarded | refuted | failed | "
      "undecided | at most, at 95 %% |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|\n",
      all.size());
  for (const auto& [letter, t] : sums) {
    print_row(letter.c_str(), t);
    total.add(t);
    claims += t.claims;
  }
  total.claims = claims;
  print_row("all", total);
  return total.refuted + total.failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace adamant

int main(int argc, char** argv) {
  const long seeds = argc == 4 ? std::atol(argv[2]) : 0, cases = argc == 4 ? std::atol(argv[3]) : 0;
  if (seeds < 1 || cases < 1 || cases > 1000000) {
    std::fprintf(stderr, "usage: adamant-reliability FILE SEEDS CASES\n");
    return 2;
  }
  return adamant::run(argv[1], static_cast<std::uint64_t>(seeds), static_cast<int>(cases));
}
