#include "lab/laboratory.hpp"

#include "lab/completion_runs.hpp"
#include "lab/layered_runs.hpp"
#include "lab/reference_runs.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace adamant {
namespace {

struct Seeds {
  std::uint64_t first;
  int count;
};
Seeds test_seeds(const Scale& scale) { return {0, scale.seeds}; }
Seeds tuning_seeds(const Scale& scale) { return {100, scale.tuning_seeds}; }

std::vector<Cell> cells_of(const std::string& measurement, const Words& with, Seeds seeds,
                           int batch) {
  std::vector<Cell> cells;
  for (int done = 0; done < seeds.count; done += batch)
    cells.push_back({measurement, with, seeds.first + static_cast<std::uint64_t>(done),
                     std::min(batch, seeds.count - done)});
  return cells;
}

/// The outcomes of all cells in order; none where one is missing.
std::optional<Outcomes> gather(const std::vector<Cell>& cells, const Results& results) {
  Outcomes all;
  for (const Cell& cell : cells) {
    const Outcomes* known = results.find(cell);
    if (!known) return std::nullopt;
    all.insert(all.end(), known->begin(), known->end());
  }
  return all;
}

/// What an entrant's runs are made of, as far as the results determine it.
class Contest {
 public:
  Contest(const Scale& scale, const Results& results) : scale_(scale), results_(results) {}

  std::vector<std::vector<Cell>> tuning(const Entrant& e) const {
    std::vector<std::vector<Cell>> by_setting;
    for (const Words& choice : e.arm.grid)
      by_setting.push_back(cells_of(e.arm.measurement,
                                    base(e, e.tuned_at.value_or(e.setting)) + choice,
                                    tuning_seeds(scale_), scale_.batch));
    return by_setting;
  }

  /// The tuned choice, empty words where nothing is tuned; none while tuning runs are missing.
  std::optional<Words> choice(const Entrant& e) const {
    if (e.arm.grid.empty()) return Words();
    std::size_t best = 0;
    double least = std::numeric_limits<double>::infinity();
    const auto by_setting = tuning(e);
    for (std::size_t k = 0; k < by_setting.size(); ++k) {
      const auto outcomes = gather(by_setting[k], results_);
      if (!outcomes) return std::nullopt;
      const double middle = median(values_of(e.arm.tuned_on, *outcomes));
      if (middle < least) {
        least = middle;
        best = k;
      }
    }
    return e.arm.grid[best];
  }

  Words setting(const Entrant& e, const Words& choice) const { return base(e, e.setting) + choice; }
  std::vector<Cell> test(const Entrant& e, const Words& choice) const {
    return cells_of(e.arm.measurement, setting(e, choice), test_seeds(scale_), scale_.batch);
  }
  /// Two seeds at 53 and at 113 bits, of the test run or, where that is longer than T_113, of one so long.
  std::vector<Cell> precision(const Entrant& e, const Words& choice) const {
    const Words with = setting(e, choice);
    const long T = std::min(whole(with, "T"), scale_.T_113);
    std::vector<Cell> cells;
    for (const char* bits : {"53", "113"})
      for (std::uint64_t seed : {0U, 1U})
        cells.push_back(
            {e.arm.measurement, with + Words{{"T", std::to_string(T)}, {"bits", bits}}, seed, 1});
    return cells;
  }

 private:
  Words base(const Entrant& e, const Words& setting) const {
    Words words = scale_.problem + Words{{"T", std::to_string(scale_.T)}} + e.arm.with + setting;
    if (e.arm.measurement == "completion") words.emplace("bits", "53");
    return words;
  }

  const Scale& scale_;
  const Results& results_;
};

EntrantRecord entrant_record(const Contest& contest, const Part& part, const Entrant& e,
                             const Words& choice, const Outcomes& outcomes) {
  EntrantRecord record;
  record.name = e.arm.name;
  record.setting = text_of(contest.setting(e, choice));
  record.chosen = text_of(choice);
  record.runs = static_cast<int>(outcomes.size());
  record.median = median(values_of(part.metric, outcomes));
  for (const Outcome& o : outcomes) record.happened += happens(part.event, o);
  for (const Outcome& o : outcomes)
    if (o.end != RunEnd::finished) ++record.failures[std::string(name_of(o.end))];
  return record;
}

/// Whether the runs at both precisions say the same to the part's estimator: of a rate, that the event happened in
/// both or in neither; of a metric, that neither value is above twice the other.
bool agree(const Part& part, const Outcome& low, const Outcome& high) {
  if (is_rate(part.estimator)) return happens(part.event, low) == happens(part.event, high);
  const double a = values_of(part.metric, {low})[0], b = values_of(part.metric, {high})[0];
  return a == b || std::fabs(a - b) <= std::fmax(std::fabs(a), std::fabs(b)) / 2;
}

std::vector<PrecisionRecord> precision_records(const Part& part, const Contest& contest,
                                               const Entrant& e, const Words& choice,
                                               const Results& results) {
  std::vector<PrecisionRecord> records;
  const auto outcomes = gather(contest.precision(e, choice), results);
  if (!outcomes) return records;
  for (std::size_t i = 0; i < 2; ++i) {
    const Outcome &low = (*outcomes)[i], &high = (*outcomes)[i + 2];
    records.push_back({e.arm.name, low.seed, values_of(part.metric, {low})[0],
                       values_of(part.metric, {high})[0], agree(part, low, high)});
  }
  return records;
}

/// Precision must not decide: a part whose runs at 53 and at 113 bits disagree is undecided.
void distrust_where_precision_decides(PartRecord& record) {
  for (const PrecisionRecord& p : record.precision) {
    if (p.agrees) continue;
    record.verdict = name_of(Verdict::undecided);
    record.reason = "53 and 113 bits disagree: " + p.arm + ", seed " + std::to_string(p.seed);
    return;
  }
}

PartRecord judge_part(const Part& part, const Contest& contest, const Results& results) {
  PartRecord record;
  record.id = part.id;
  record.statement = part.statement;
  record.prediction = name_of(part.prediction);
  record.verdict = name_of(Verdict::undecided);
  record.estimator = name_of(part.estimator);
  record.claimed = part.claimed;
  record.level = part.level;
  record.claims = part.claims;
  std::vector<Outcomes> outcomes;
  for (const Entrant& e : part.entrants) {
    const auto choice = contest.choice(e);
    const auto runs = choice ? gather(contest.test(e, *choice), results) : std::nullopt;
    if (!runs) {
      record.reason = e.arm.name + " is not measured yet";
      return record;
    }
    record.arms.push_back(entrant_record(contest, part, e, *choice, *runs));
    if (part.again_at_113_bits)
      for (auto& p : precision_records(part, contest, e, *choice, results))
        record.precision.push_back(std::move(p));
    outcomes.push_back(*runs);
  }
  const Estimate found = estimate(part, outcomes);
  record.estimate = found.value;
  record.interval = found.interval;
  record.n = found.n;
  record.p_value = found.p_value;
  record.verdict = name_of(verdict_of(found, part.claimed));
  if (found.n == 0) record.reason = "no seed to estimate from";
  distrust_where_precision_decides(record);
  return record;
}

/// Holm over the sign tests of an experiment: one that is not significant at 1/100 decides nothing.
void adjust_family(std::vector<PartRecord>& parts) {
  std::vector<double> p;
  for (const PartRecord& part : parts)
    if (part.p_value) p.push_back(*part.p_value);
  const auto adjusted = holm(p);
  std::size_t k = 0;
  for (PartRecord& part : parts) {
    if (!part.p_value) continue;
    part.p_value = adjusted[k++];
    if (*part.p_value <= 0.01 || part.verdict == name_of(Verdict::undecided)) continue;
    part.verdict = name_of(Verdict::undecided);
    part.reason = "not significant at 0.01 under Holm";
  }
}

}  // namespace

const Outcomes* Results::find(const Cell& cell) const {
  const auto found = by_text_.find(text_of(cell));
  return found == by_text_.end() ? nullptr : &found->second;
}
void Results::put(const Cell& cell, Outcomes outcomes) {
  by_text_[text_of(cell)] = std::move(outcomes);
}

std::vector<Cell> missing_cells(const Experiment& experiment, const Scale& scale,
                                const Results& results) {
  const Contest contest(scale, results);
  std::vector<Cell> missing;
  std::set<std::string> listed;
  const auto need = [&](const std::vector<Cell>& cells) {
    for (const Cell& cell : cells)
      if (!results.find(cell) && listed.insert(text_of(cell)).second) missing.push_back(cell);
  };
  for (const Part& part : experiment.parts)
    for (const Entrant& e : part.entrants) {
      const auto choice = contest.choice(e);
      if (!choice) {
        for (const auto& cells : contest.tuning(e)) need(cells);
        continue;
      }
      need(contest.test(e, *choice));
      if (part.again_at_113_bits) need(contest.precision(e, *choice));
    }
  return missing;
}

ExperimentRecord judge(const Experiment& experiment, const Scale& scale, const Results& results) {
  const Contest contest(scale, results);
  ExperimentRecord record{experiment.id,
                          experiment.name,
                          experiment.question,
                          experiment.source,
                          experiment.thinned,
                          content_hash(preregistration(experiment, scale)),
                          {}};
  for (const Part& part : experiment.parts)
    record.parts.push_back(judge_part(part, contest, results));
  adjust_family(record.parts);
  return record;
}

const std::vector<Measurement>& laboratory_measurements() {
  static const std::vector<Measurement> all{completion_measurement(), reference_measurement(),
                                            layers_measurement()};
  return all;
}

const Measurement& measurement_of(const Cell& cell, std::span<const Experiment> experiments) {
  for (const Measurement& m : laboratory_measurements())
    if (m.name == cell.measurement) return m;
  for (const Experiment& e : experiments)
    for (const Measurement& m : e.measurements)
      if (m.name == cell.measurement) return m;
  require_text(false, "a measurement", cell.measurement, "one that an experiment has");
  return laboratory_measurements().front();
}

}  // namespace adamant
