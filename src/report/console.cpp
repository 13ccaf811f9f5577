#include "report/console.hpp"

#include <fmt/format.h>

namespace adamant {
namespace {

std::string shortened(std::string_view text, std::size_t width) {
  return text.size() <= width ? std::string(text) : std::string(text.substr(0, width - 3)) + "...";
}

std::string painted(std::string_view text, const char* code, Colour colour) {
  return colour == Colour::on ? fmt::format("\033[{}m{}\033[0m", code, text) : std::string(text);
}

std::string kinds(const ClaimRecord& record) {
  std::string text;
  for (const EvidenceRecord& e : record.evidence)
    text += (text.empty() ? "" : " + ") + std::string(name_of(e.kind));
  return text;
}

std::string kinds(const Claim& claim) {
  std::string text;
  for (const Evidence& e : claim.holds)
    text += (text.empty() ? "" : " + ") + std::string(name_of(e.kind));
  return text;
}

std::string excess_text(const EvidenceRecord& e) {
  std::string text;
  for (const auto& [bits, excess] : e.excess) {
    if (!text.empty()) text += "  ";
    text += fmt::format("{}: ", bits);
    text +=
        std::isinf(excess) ? (excess < 0 ? "exact" : "infinite") : fmt::format("{:.1f}", excess);
  }
  return text;
}

std::string evidence_text(const EvidenceRecord& e, std::string_view label) {
  std::string text = fmt::format("      {}{} {} on {}: {} cases", label, name_of(e.kind),
                                 name_of(e.status), e.domain, e.cases);
  if (e.vacuous > 0) text += fmt::format(", {} vacuous", e.vacuous);
  if (e.discarded > 0) text += fmt::format(", {} discarded", e.discarded);
  text += "\n";
  if (!e.reason.empty()) text += fmt::format("        {}\n", shortened(e.reason, 200));
  if (!e.excess.empty()) text += fmt::format("        excess in bits  {}\n", excess_text(e));
  if (!e.counterexample.empty())
    text += fmt::format("        at {}\n", shortened(e.counterexample, 400));
  if (!e.token.empty()) text += fmt::format("        adamant repro '{}'\n", e.token);
  return text;
}

}  // namespace

/// A conjecture is not tried: its last measurement, where there is one.
static std::string conjecture_line(const Claim& c, const Ledger& last, Colour colour) {
  const LedgerPart* part = last.measurement_of(c.id);
  const std::string when = part ? fmt::format("measured {} by {} on {}", part->verdict.verdict,
                                              part->id, part->verdict.date.substr(0, 10))
                                : "to be measured";
  return fmt::format("  {} {:<5} {:<27} {}\n", painted("--", "36", colour), c.id, when, c.name);
}

std::string check_line(const ClaimRecord& record, const Ledger& last, Colour colour) {
  const Claim& c = *record.claim;
  if (c.wanted() == Wanted::measured && record.status != Status::failed)
    return conjecture_line(c, last, colour);
  const bool unknown = record.status == Status::undecided || record.status == Status::failed;
  const char* code = record.as_wanted ? "32" : unknown ? "33" : "31";
  const auto mark = record.as_wanted ? "ok" : unknown ? "??" : "!!";
  std::string line = fmt::format("  {} {:<5} {:<9} {:<17} {}\n", painted(mark, code, colour), c.id,
                                 name_of(record.status), kinds(record), c.name);
  if (record.as_wanted) return line;
  line += fmt::format("      wanted: {}   {} (given {})\n", name_of(c.wanted()), c.states, c.given);
  for (const EvidenceRecord& e : record.evidence) line += evidence_text(e, "");
  for (const EvidenceRecord& e : record.without)
    if (e.status != Status::refuted)
      line += evidence_text(e, fmt::format("without '{}': ", c.without));
  return line;
}

std::string check_summary(const Run& run, const std::vector<std::string>& ledger_differences) {
  int hold = 0, refuted = 0, canaries = 0, undecided = 0, failed = 0, unwanted = 0, measured = 0;
  for (const ClaimRecord& r : run.claims) {
    if (r.claim->wanted() == Wanted::measured && r.status == Status::undecided) {
      ++measured;
      continue;
    }
    undecided += r.status == Status::undecided;
    failed += r.status == Status::failed;
    if (!r.as_wanted) {
      unwanted += r.status == Status::holds || r.status == Status::refuted;
      continue;
    }
    hold += r.status == Status::holds;
    refuted += r.status == Status::refuted && r.claim->kind == Kind::literal_reading;
    canaries += r.claim->kind == Kind::canary;
  }
  std::string text = fmt::format(
      "{} claims: {} hold, {} readings refuted as expected, {} canaries caught; "
      "{} not as wanted, {} undecided, {} failed\n",
      run.claims.size(), hold, refuted, canaries, unwanted, undecided, failed);
  if (measured > 0)
    text +=
        fmt::format("{} conjectures are not tried here but measured: adamant measure\n", measured);
  text +=
      fmt::format("seed {}, {} cases a claim, {:.1f} s{}\n", run.context.seed, run.context.cases,
                  run.context.seconds, run.context.interrupted ? ", interrupted" : "");
  for (const std::string& line : ledger_differences) text += "ledger: " + line + "\n";
  return text;
}

/// The ledger's: of the trial, or of the experiment that measures a conjecture.
static std::string last_verdict(const Claim& claim, const Ledger& last) {
  if (const LedgerPart* part = last.measurement_of(claim.id)) return part->verdict.verdict;
  const LedgerEntry* entry = last.find(claim.id);
  return entry ? entry->verdict.status : "-";
}

std::string list_line(const Claim& claim, const Ledger& last) {
  return fmt::format("{:<5} {:<15} {:<9} {:<9} {}\n", claim.id, name_of(claim.kind),
                     name_of(claim.wanted()), last_verdict(claim, last), claim.name);
}

std::string show_text(const Claim& c, const Ledger& last, const ClaimRecord& now,
                      std::string_view proof) {
  std::string text = fmt::format("{}  {}\n", c.id, c.name);
  const auto row = [&](const char* name, std::string_view value) {
    if (!value.empty()) text += fmt::format("  {:<9} {}\n", name, value);
  };
  row(c.kind == Kind::literal_reading ? "reading" : "states", c.states);
  row("given", c.given);
  row("kind", fmt::format("{}, wanted: {}", name_of(c.kind), name_of(c.wanted())));
  row("claimed", c.source.place.empty() ? std::string(c.source.key)
                                        : fmt::format("{}, {}", c.source.key, c.source.place));
  row("proof", proof);
  row("remark", c.remark);
  row("evidence", kinds(c));
  const auto tried = [&](const Evidence& e, std::string_view label) {
    if (e.kind != EvidenceKind::witness) {
      text += fmt::format("    {}{} over {}: {}\n", label, name_of(e.kind), e.domain->name,
                          e.domain->what);
      return;
    }
    text += fmt::format("    {}{} {}\n", label, name_of(e.kind), e.frozen);
  };
  for (const Evidence& e : c.holds) tried(e, "");
  if (c.fails_without) tried(c.fails_without, fmt::format("without '{}': ", c.without));
  for (const auto* list : {&now.evidence, &now.without})
    for (const EvidenceRecord& e : *list)
      if (e.kind == EvidenceKind::witness)
        text += fmt::format("    {}: {}\n", name_of(e.status), shortened(e.reason, 160));
  if (const LedgerEntry* entry = last.find(c.id))
    row("ledger", fmt::format("{} since {} ({})", entry->verdict.status, entry->verdict.date,
                              entry->verdict.note));
  if (const LedgerPart* part = last.measurement_of(c.id))
    row("measured",
        fmt::format("{} by {}: {:.3g} in [{:.3g}, {:.3g}], n = {}, on {}", part->verdict.verdict,
                    part->id, part->verdict.estimate, part->verdict.interval.lower,
                    part->verdict.interval.upper, part->verdict.n, part->verdict.date));
  return text;
}

std::string domain_line(const Domain& domain) {
  return fmt::format("{:<44} {}\n", domain.name, domain.what);
}

std::string domain_text(const Domain& domain, const Coverage& coverage) {
  std::string text = fmt::format("{}\n  {}\n\n  {:<36} {:>6}  of all draws, at 95 %\n", domain.name,
                                 domain.what, "class", "draws");
  for (const ClassShare& c : coverage.classes)
    text += fmt::format("  {:<36} {:>6}  {:5.1f} % to {:5.1f} %\n", c.name, c.count,
                        100 * c.share.lower, 100 * c.share.upper);
  if (coverage.classes.empty()) text += "  no class is told apart\n";
  text += fmt::format("\n  {} draws, among them\n", coverage.draws);
  for (const std::string& example : coverage.examples)
    text += fmt::format("    {}\n", shortened(example, 300));
  return text;
}

std::string replay_text(const Replay& r) {
  std::string text = fmt::format("{} {}\n  states  {}\n  given   {}\n  at      {}\n", r.claim->id,
                                 r.claim->name, r.claim->states, r.claim->given, r.instance);
  for (const TierFinding& t : r.tiers) {
    const std::string excess =
        t.finding.zero() ? "identical" : fmt::format("{:.1f} bits above u", t.excess());
    text += fmt::format("  {:>4} bits  {} (bound {:.1f})  {}\n", t.bits, excess,
                        t.finding.log2_bound(), t.finding.note);
  }
  if (r.tiers.empty()) {
    const bool balls = r.evidence->kind == EvidenceKind::enclosed;
    const bool so = r.exact.zero() && !r.exact.unknown;
    text += fmt::format("  {}   {}\n", balls ? "balls" : "exact",
                        !so     ? r.exact.note
                        : balls ? "certain"
                                : "identical");
  }
  return text +
         fmt::format("  {}{}\n", name_of(r.judgement.status),
                     r.judgement.reason.empty() ? "" : ": " + shortened(r.judgement.reason, 200));
}

std::string mutant_line(const MutantRecord& r, Colour colour) {
  std::string killers;
  for (std::size_t i = 0; i < r.killed_by.size() && i < 8; ++i) killers += " " + r.killed_by[i];
  if (r.killed_by.size() > 8) killers += fmt::format(" and {} more", r.killed_by.size() - 8);
  std::string line =
      fmt::format("  {} {:<34} {}\n",
                  r.survives() || r.killed_by.empty() ? painted("!!", "31", colour)
                                                      : painted("ok", "32", colour),
                  r.mutant->name, killers.empty() ? "survives" : "killed by" + killers);
  for (const std::string& id : r.missing)
    line += fmt::format("       should be killed by {}\n", id);
  return line;
}

std::string verdict_table(std::span<const Group> groups, const Ledger& last) {
  std::string text = "| id | claim | given | verdict | evidence |\n|---|---|---|---|---|\n";
  for (const Group& group : groups) {
    for (const Claim& c : group.claims) {
      if (c.kind == Kind::canary) continue;
      const LedgerEntry* entry = last.find(c.id);
      std::string verdict = entry ? entry->verdict.status : "not in the ledger";
      const LedgerPart* part = last.measurement_of(c.id);
      if (c.kind == Kind::conjecture) verdict = part ? part->verdict.verdict : "to be measured";
      if (c.kind == Kind::literal_reading) verdict += " (a reading)";
      std::string evidence;
      if (entry)
        for (const std::string& e : entry->verdict.evidence)
          evidence += (evidence.empty() ? "" : ", ") + e.substr(0, e.find(' '));
      if (part) evidence = "measured, " + part->id;
      const auto cell = [](std::string_view words) {
        std::string out;
        for (const char ch : words) out += ch == '|' ? std::string("\\|") : std::string(1, ch);
        return out;
      };
      text += fmt::format("| {} | {} | {} | {} | {} |\n", c.id, cell(c.states), cell(c.given),
                          verdict, evidence);
    }
  }
  return text;
}

}  // namespace adamant
