#include "claim/trial.hpp"

#include "claim/case.hpp"
#include "claim/proof.hpp"

#include <algorithm>
#include <stdexcept>

namespace adamant {
namespace {

std::string prefix(const Claim& claim, const std::string& which) {
  return std::string(claim.id) + "." + which + ":";
}

/// A single instance decides: a frozen one, or a worst case that is refuted again. Of a box, the part
/// that was decisive is the counterexample.
void settle(const CaseResult& result, const std::string& token_prefix, const std::string& text,
            EvidenceRecord& record) {
  record.status = result.judgement.status;
  record.reason = result.judgement.reason;
  if (record.status == Status::holds) return;
  record.counterexample = result.exact.where.empty() ? text : result.exact.where;
  record.token = token_prefix + record.counterexample;
}

/// Replays the kept cases of this evidence; false where one of them is refuted again.
bool replay_kept(const Evidence& evidence, const std::string& token_prefix, const OnTrial& on_trial,
                 const Settings& settings, EvidenceRecord& record) {
  for (const std::string& token : settings.worst_cases) {
    if (!settings.rules.kept(token, token_prefix)) continue;
    const std::string text = token.substr(token_prefix.size());
    const Instance instance = evidence.domain->parse(text);
    if (settings.before_case) settings.before_case(token);
    const CaseResult result = try_case(evidence, instance, on_trial, settings);
    count(result, evidence, instance, record);
    if (result.discarded || result.judgement.status == Status::holds ||
        result.judgement.status == Status::undecided)
      continue;
    settle(result, token_prefix, text, record);
    return false;
  }
  return true;
}

void try_frozen(const Evidence& evidence, const std::string& token_prefix, const OnTrial& on_trial,
                const Settings& settings, EvidenceRecord& record) {
  const std::string text(evidence.frozen), token = token_prefix + text;
  const Instance instance = evidence.domain->parse(text);
  if (settings.before_case) settings.before_case(token);
  const CaseResult result = try_case(evidence, instance, on_trial, settings);
  count(result, evidence, instance, record);
  settle(result, token_prefix, text, record);
  if (result.discarded) record.status = Status::undecided;
}

/// Proves at the sizes that take little, the solver's steps being counted and not its time.
void try_proof(const Evidence& evidence, const std::string& token_prefix, const OnTrial& on_trial,
               const Settings& settings, EvidenceRecord& record) {
  const Shape& shape = *evidence.shape;
  ProofSettings how;
  how.limits = {.seconds = 60, .steps_a_question = 20000000};
  how.needs = how.second_leg = false;
  record.scope = evidence.is_induction() ? "all" : "all reals";
  if (settings.before_case) settings.before_case(token_prefix);
  for (int size = shape.first; size <= shape.quick; ++size) {
    const ProofRecord proof = prove(evidence, on_trial, size, how);
    ++record.cases;
    record.status = proof.status;
    record.reason = proof.reason;
    record.counterexample = proof.counterexample;
    if (proof.status != Status::holds) break;
    record.worst = proof.model;
  }
  if (!evidence.is_induction())
    record.scope += ", " + std::string(shape.axis) + " <= " + std::to_string(shape.quick);
  try {
    if (record.status == Status::refuted) {
      (void)evidence.domain->parse(record.counterexample);
      record.token = token_prefix + record.counterexample;
    }
  } catch (const std::invalid_argument&) {  // outside of the domain: no token reads it
  }
}

EvidenceRecord try_evidence(const Evidence& evidence, const std::string& token_prefix,
                            const OnTrial& on_trial, const Settings& settings) {
  EvidenceRecord record;
  record.kind = evidence.kind;
  record.domain = evidence.domain->name;
  record.scope = evidence.kind == EvidenceKind::witness ? "one instance" : evidence.scope;
  if (record.scope == "boxes") record.scope += ": " + std::string(evidence.frozen);
  try {
    if (evidence.kind == EvidenceKind::proved) {
      try_proof(evidence, token_prefix, on_trial, settings, record);
    } else if (!evidence.frozen.empty()) {
      try_frozen(evidence, token_prefix, on_trial, settings, record);
    } else if (replay_kept(evidence, token_prefix, on_trial, settings, record)) {
      search(evidence, token_prefix, on_trial, settings, record);
    }
  } catch (const std::invalid_argument& error) {
    record.status = Status::failed;
    record.reason = error.what();
  }
  settings.rules.withhold(record);
  return record;
}

}  // namespace

std::uint64_t seed_of_draws(std::string_view token_prefix, std::uint64_t seed) {
  return hash(token_prefix, seed);
}

Instance draw_from(const Domain& domain, Random& random, int size) {
  return domain.draw(random, size);
}

bool is_kept_for(std::string_view token, std::string_view token_prefix) {
  return token.starts_with(token_prefix);
}

bool is_judged_alike(Status counterexample, Status tried) { return counterexample == tried; }

void withhold_if_empty(EvidenceRecord& record) {
  if (record.status != Status::holds) return;
  const int drawn = record.cases + record.discarded;
  if (record.cases == record.vacuous) {
    record.status = Status::undecided;
    record.reason = "vacuous: no case compared anything";
  } else if (record.undecided > 0) {
    record.status = Status::undecided;
  } else if (record.discarded * 5 > drawn) {
    record.status = Status::undecided;
    record.reason = "more than a fifth of the instances do not satisfy the hypotheses";
  }
}

void decide_by_strongest(ClaimRecord& record) {
  const EvidenceRecord* strongest = nullptr;
  for (const EvidenceRecord& e : record.evidence) {
    const bool decisive = e.status == Status::failed || e.status == Status::refuted;
    if (!strongest || decisive || e.kind > strongest->kind) strongest = &e;
    if (decisive) break;
  }
  if (!strongest) {
    record.reason = "not measured yet";
    return;
  }
  record.status = strongest->status;
  record.reason = strongest->reason;
}

bool is_as_wanted(const ClaimRecord& record) {
  const bool needed = record.without.empty() || record.without[0].status == Status::refuted;
  const Wanted wanted = record.claim->wanted();
  return needed && ((wanted == Wanted::holds && record.status == Status::holds) ||
                    (wanted == Wanted::refuted && record.status == Status::refuted));
}

CaseResult try_case(const Evidence& evidence, const Instance& instance, const OnTrial& on_trial,
                    const Settings& settings) {
  CaseResult result;
  const auto try_once = [&](Evaluate statement, Judgement (*rule)(const Finding&)) {
    result.exact = statement(on_trial, instance);
    result.discarded = result.exact.discarded;
    result.vacuous = result.exact.vacuous;
    result.judgement = rule(result.exact);
    return result;
  };
  if (evidence.exact) return try_once(evidence.exact, settings.rules.exact);
  if (evidence.halving) {
    try_once(evidence.halving, settings.rules.order);
    if (settings.rules.silent_on_order(result.exact)) {
      result.vacuous = true;
      result.judgement = {Status::holds, ""};
    }
    return result;
  }
  if (evidence.enclosing) return try_once(evidence.enclosing, settings.rules.enclosed);
  for (std::size_t i = 0; i < ladder_bits.size(); ++i) {
    const int bits = ladder_bits[i];
    if (std::find(settings.tiers.begin(), settings.tiers.end(), bits) == settings.tiers.end())
      continue;
    result.tiers.push_back({bits, evidence.tiers[i](on_trial, instance)});
    const Finding& f = result.tiers.back().finding;
    result.discarded = result.discarded || f.discarded;
    result.vacuous = result.vacuous || f.vacuous;
    if (result.discarded || f.failed) break;
  }
  result.judgement = settings.rules.ladder(result.tiers);
  return result;
}

void count(const CaseResult& result, const Evidence& evidence, const Instance& instance,
           EvidenceRecord& record) {
  if (result.discarded) {
    ++record.discarded;
    return;
  }
  record.cases += static_cast<int>(std::max(result.exact.parts, 1L));
  record.vacuous += result.vacuous ? static_cast<int>(std::max(result.exact.parts, 1L)) : 0;
  if (result.judgement.status == Status::undecided && record.undecided++ == 0)
    record.reason =
        result.judgement.reason + ", at " +
        (result.exact.where.empty() ? evidence.domain->text(instance) : result.exact.where);
  record.slack = std::fmin(record.slack, result.exact.slack);
  for (const TierFinding& tier : result.tiers) {
    record.slack = std::fmin(record.slack, tier.finding.slack);
    const auto [entry, first] = record.excess.try_emplace(tier.bits, tier.excess());
    if (first || tier.excess() > entry->second) {
      entry->second = tier.excess();
      if (tier.bits == result.tiers.back().bits) record.worst = evidence.domain->text(instance);
    }
  }
}

ClaimRecord try_claim(const Claim& claim, const OnTrial& on_trial, const Settings& settings) {
  ClaimRecord record;
  record.claim = &claim;
  int k = 0;
  for (const Evidence& evidence : claim.holds) {
    const std::string token_prefix = prefix(claim, std::to_string(k++));
    if (evidence.kind == EvidenceKind::proved && !settings.proofs && claim.holds.size() > 1)
      continue;
    record.evidence.push_back(try_evidence(evidence, token_prefix, on_trial, settings));
  }
  settings.rules.decide(record);
  if (claim.fails_without)
    record.without.push_back(
        try_evidence(claim.fails_without, prefix(claim, "w"), on_trial, settings));

  record.as_wanted = settings.rules.as_wanted(record);
  const bool needed = record.without.empty() || record.without[0].status == Status::refuted;
  if (!needed && record.reason.empty())
    record.reason = "without '" + std::string(claim.without) + "' it is not refuted";
  return record;
}

Replay replay(std::string_view token, std::span<const Group> groups, const OnTrial& on_trial,
              const Settings& settings) {
  const auto dot = token.find('.'), colon = token.find(':');
  if (dot == token.npos || colon == token.npos || colon < dot)
    throw std::invalid_argument("the token '" + std::string(token.substr(0, 40)) +
                                "' is not of the form ID.k:instance");
  const std::string_view id = token.substr(0, dot), which = token.substr(dot + 1, colon - dot - 1);
  for (const Group& group : groups) {
    for (const Claim& claim : group.claims) {
      if (claim.id != id) continue;
      const Evidence* evidence = nullptr;
      if (which == "w" && claim.fails_without) evidence = &claim.fails_without;
      for (int k = 0; k < claim.holds.size(); ++k)
        if (which == std::to_string(k)) evidence = &claim.holds.items[static_cast<std::size_t>(k)];
      if (!evidence)
        throw std::invalid_argument("claim " + std::string(id) + " has no evidence '" +
                                    std::string(which) + "'");
      const Instance instance = evidence->domain->parse(token.substr(colon + 1));
      CaseResult result = try_case(*evidence, instance, on_trial, settings);
      if (result.discarded) {
        result.judgement = {Status::undecided, "the instance does not satisfy the hypotheses"};
      } else if (result.vacuous && result.judgement.status == Status::holds) {
        result.judgement = {Status::undecided, "vacuous: nothing was compared"};
      }
      return {&claim,
              evidence,
              evidence->domain->text(instance),
              std::move(result.judgement),
              std::move(result.tiers),
              std::move(result.exact)};
    }
  }
  throw std::invalid_argument("no claim has the id '" + std::string(id) + "'");
}

}  // namespace adamant
