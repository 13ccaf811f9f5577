#include "report/proofs.hpp"

#include "report/differences.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace adamant {
namespace {

Need need_from(const std::string& text) {
  for (const Need need : {Need::needed, Need::not_needed})
    if (name_of(need) == text) return need;
  return Need::not_shown;
}

Status status_from(const std::string& text) {
  for (const Status s : {Status::holds, Status::refuted, Status::undecided})
    if (name_of(s) == text) return s;
  return Status::failed;
}

/// Everything but what may differ between two runs.
Json record_json(const ProofRecord& r) {
  Json j{{"size", r.size},
         {"status", name_of(r.status)},
         {"reason", r.reason},
         {"by_induction", r.by_induction},
         {"twice", r.twice},
         {"defined_twice", r.defined_twice},
         {"by_coq", r.by_coq},
         {"ways", r.ways},
         {"questions", r.questions},
         {"model", r.model},
         {"counterexample", r.counterexample},
         {"symbols", r.symbols}};
  j["hypotheses"] = Json::array();
  for (const HypothesisRecord& h : r.given)
    j["hypotheses"].push_back({{"name", h.name},
                               {"need", name_of(h.need)},
                               {"witness", h.witness},
                               {"failure", h.failure}});
  return j;
}

ProofRecord record_from(const Json& j) {
  ProofRecord r;
  j.at("size").get_to(r.size);
  r.status = status_from(j.at("status").get<std::string>());
  j.at("reason").get_to(r.reason);
  j.at("by_induction").get_to(r.by_induction);
  j.at("twice").get_to(r.twice);
  j.at("defined_twice").get_to(r.defined_twice);
  j.at("by_coq").get_to(r.by_coq);
  j.at("ways").get_to(r.ways);
  j.at("questions").get_to(r.questions);
  j.at("model").get_to(r.model);
  j.at("counterexample").get_to(r.counterexample);
  j.at("symbols").get_to(r.symbols);
  j.at("seconds").get_to(r.seconds);
  for (const Json& h : j.at("hypotheses"))
    r.given.push_back({h.at("name").get<std::string>(), need_from(h.at("need").get<std::string>()),
                       h.at("witness").get<std::string>(), h.at("failure").get<std::string>()});
  return r;
}

/// The record of the size at which each hypothesis was dropped.
const ProofRecord* with_needs(const ProofOfClaim& p) {
  for (const ProofRecord& r : p.sizes)
    if (!r.given.empty()) return &r;
  return nullptr;
}

std::string hypotheses_of(const ProofOfClaim& p) {
  std::string text;
  if (const ProofRecord* r = with_needs(p))
    for (const HypothesisRecord& h : r->given)
      if (h.need != Need::not_needed)
        text += (text.empty() ? "" : "; ") + h.name + (h.need == Need::not_shown ? " (?)" : "");
  return text;
}

}  // namespace

const ProofRecord* ProofOfClaim::decided() const {
  const ProofRecord* last = nullptr;
  for (const ProofRecord& r : sizes) {
    const bool holds = r.status == Status::holds && claim->wanted() != Wanted::refuted;
    if (holds || r.status == Status::refuted) last = &r;
  }
  return last;
}

bool ProofOfClaim::as_wanted() const {
  const ProofRecord* last = decided();
  if (!last) return false;
  return (claim->wanted() == Wanted::holds) == (last->status == Status::holds);
}

std::string ProofOfClaim::scope() const {
  const ProofRecord* last = decided();
  if (!last || last->status != Status::holds) return "";
  const Shape& shape = *claim->holds.items[static_cast<std::size_t>(evidence)].shape;
  return last->by_induction ? fmt::format("all T")
                            : fmt::format("all reals, {} <= {}", shape.axis, last->size);
}

const ProofRecord* ProofOfClaim::also(bool ProofRecord::*way) const {
  const ProofRecord* last = nullptr;
  for (const ProofRecord& r : sizes)
    if (r.status == Status::holds && r.*way && (r.size >= 2 || r.by_induction)) last = &r;
  return last;
}

std::string ProofOfClaim::legs() const {
  if (scope().empty()) return "";
  const ProofRecord* last = decided();
  const std::string_view axis = claim->holds.items[static_cast<std::size_t>(evidence)].shape->axis;
  const auto to = [&](const ProofRecord* r, std::string_view name) {
    if (!r) return std::string();
    const std::string here = fmt::format(", {}", name);
    return r->size == last->size ? here : fmt::format("{} to {} = {}", here, axis, r->size);
  };
  return "solver" + to(also(&ProofRecord::twice), "polynomials") +
         to(also(&ProofRecord::by_coq), "Coq");
}

std::string proof_bytes(const ProofOfClaim& proof) {
  Json j = Json::array();
  for (const ProofRecord& r : proof.sizes) {
    Json row = record_json(r);
    row["seconds"] = r.seconds;
    j.push_back(std::move(row));
  }
  return j.dump();
}

void read_proof_bytes(std::string_view bytes, ProofOfClaim& proof) {
  try {
    for (const Json& row : Json::parse(bytes)) proof.sizes.push_back(record_from(row));
  } catch (const Json::exception& error) {
    throw JsonError(std::string("a worker's proof cannot be read: ") + error.what());
  }
}

std::string prove_json(const Context& c, std::span<const ProofOfClaim> proofs,
                       std::span<const MutantProof> differences) {
  Json build = Json::object(), timings = Json::object();
  for (const auto& [name, value] : c.build) build[name] = value;
  for (const ProofOfClaim& p : proofs) {
    Json seconds = Json::array();
    for (const ProofRecord& r : p.sizes) seconds.push_back(r.seconds);
    timings[fmt::format("{}.{}", p.claim->id, p.evidence)] = std::move(seconds);
  }
  Json j{{"schema", "adamant/prove/1"},
         {"context",
          {{"date", c.date},
           {"host", c.host},
           {"build", build},
           {"solver", Solver::version()},
           {"seed", c.seed},
           {"jobs", c.jobs},
           {"seconds", c.seconds},
           {"interrupted", c.interrupted},
           {"timings", timings}}}};
  j["proofs"] = Json::array();
  for (const ProofOfClaim& p : proofs) {
    Json row{{"id", p.claim->id},
             {"entry", p.claim->entry()},
             {"name", p.claim->name},
             {"evidence", p.evidence},
             {"wanted", name_of(p.claim->wanted())},
             {"as_wanted", p.as_wanted()},
             {"scope", p.scope()},
             {"legs", p.legs()}};
    row["sizes"] = Json::array();
    for (const ProofRecord& r : p.sizes) row["sizes"].push_back(record_json(r));
    j["proofs"].push_back(std::move(row));
  }
  j["differences"] = Json::array();
  for (const MutantProof& d : differences) j["differences"].push_back(difference_json(d));
  return j.dump(2) + "\n";
}

std::string prove_line(const ProofOfClaim& p, Colour colour) {
  const ProofRecord* last = p.decided();
  const char* code = p.as_wanted() ? "32" : p.undecided() ? "33" : "31";
  const std::string_view word = last ? name_of(last->status) : std::string_view("undecided");
  const std::string verdict = colour == Colour::on ? fmt::format("\033[{}m{:<9}\033[0m", code, word)
                                                   : fmt::format("{:<9}", word);
  double seconds = 0;
  for (const ProofRecord& r : p.sizes) seconds += r.seconds;
  std::string text =
      fmt::format("{:<6} {} {:<22} {:>6.2f} s  {}\n", p.claim->id, verdict,
                  last && last->status == Status::holds ? p.scope() : "", seconds, p.claim->name);
  if (last && last->status == Status::holds) {
    const std::string given = hypotheses_of(p);
    if (!given.empty()) text += fmt::format("         from {}\n", given);
    text += fmt::format("         by {}\n", p.legs());
  }
  if (last && last->status == Status::refuted)
    text += fmt::format("         at {}: {}\n", last->counterexample, last->reason);
  if (!p.sizes.empty() && &p.sizes.back() != last)
    text += fmt::format("         size {}: {}\n", p.sizes.back().size, p.sizes.back().reason);
  return text;
}

std::string prove_summary(std::span<const ProofOfClaim> proofs, double seconds) {
  std::set<std::string_view> proved, at_two, betas, induction, twice, refuted;
  std::set<std::string_view> polynomials, coq;
  int undecided = 0, unwanted = 0, needs = 0, hypotheses = 0;
  for (const ProofOfClaim& p : proofs) {
    const ProofRecord* last = p.decided();
    undecided += last == nullptr;
    unwanted += last && !p.as_wanted();
    if (!last) continue;
    if (last->status == Status::refuted) {
      refuted.insert(p.claim->id);
      continue;
    }
    proved.insert(p.claim->id);
    if (last->size >= 2 || last->by_induction) at_two.insert(p.claim->id);
    const auto reads = [&](const char* name) {
      return std::find(last->symbols.begin(), last->symbols.end(), name) != last->symbols.end();
    };
    if ((last->size >= 2 || last->by_induction) && reads("beta1") && reads("beta2"))
      betas.insert(p.claim->id);
    if (last->by_induction) induction.insert(p.claim->id);
    if (p.also(&ProofRecord::twice)) polynomials.insert(p.claim->id);
    if (p.also(&ProofRecord::by_coq)) coq.insert(p.claim->id);
    if (p.also(&ProofRecord::twice) || p.also(&ProofRecord::by_coq)) twice.insert(p.claim->id);
    if (const ProofRecord* r = with_needs(p))
      for (const HypothesisRecord& h : r->given) {
        needs += h.need == Need::needed;
        hypotheses += h.need != Need::not_needed;
      }
  }
  return fmt::format(
      "{} claims proved for all reals: {} at a size of 2 or more, {} of these with both betas as "
      "symbols, {} by induction for all T. {} of 2 or more stand on two legs or three: {} by "
      "polynomials too, {} by Coq. {} of {} hypotheses are shown to be needed. {} refuted by a "
      "witness that was replayed; {} undecided, {} not as wanted. {}, seed 20200617, {:.1f} s\n",
      proved.size(), at_two.size(), betas.size(), induction.size(), twice.size(),
      polynomials.size(), coq.size(), needs, hypotheses, refuted.size(), undecided, unwanted,
      Solver::version(), seconds);
}

}  // namespace adamant
