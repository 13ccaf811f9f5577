#include "lab/sweep.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace adamant {
namespace {

using Json = nlohmann::ordered_json;
constexpr const char* plan_schema = "adamant/sweep-plan/1";

[[noreturn]] void refuse(const std::string& file, const std::string& what) {
  throw std::invalid_argument(file + ": " + what);
}

Json parsed(const std::string& text, const std::string& file) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    refuse(file, fmt::format("byte {} is no JSON", error.byte));
  }
}

int positive(const Json& value, const std::string& name, const std::string& file) {
  if (!value.is_number_integer() || value < 1 || value > 1000000000)
    refuse(file,
           fmt::format("{} is {}, expected a whole number of at least 1", name, value.dump()));
  return value.get<int>();
}

Scale scale_named(const Json& value, const std::string& file) {
  for (const Scale* scale : {&quick_scale(), &base_scale(), &big_scale()})
    if (value == scale->name) return *scale;
  refuse(file, fmt::format("scale is {}, expected quick, base or big", value.dump()));
}

SweepSpec spec_from(const Json& json, const std::string& file) {
  if (!json.is_object()) refuse(file, "expected an object with \"experiments\"");
  SweepSpec spec{{}, scale_named(json.value("scale", Json("base")), file)};
  for (const auto& [key, value] : json.items()) {
    if (key == "scale") continue;
    if (key == "experiments" && value.is_array()) {
      for (const Json& id : value) {
        if (!id.is_string()) refuse(file, "experiments has " + id.dump() + ", expected ids");
        spec.experiments.push_back(id.get<std::string>());
      }
    } else if (key == "sizes" && value.is_object()) {
      for (const auto& [name, size] : value.items())
        spec.scale.problem[name] = std::to_string(positive(size, "sizes." + name, file));
    } else if (key == "seeds") {
      spec.scale.seeds = positive(value, key, file);
    } else if (key == "tuning_seeds") {
      spec.scale.tuning_seeds = positive(value, key, file);
    } else if (key == "batch") {
      spec.scale.batch = positive(value, key, file);
    } else if (key == "T") {
      spec.scale.T = positive(value, key, file);
    } else if (key == "T_113") {
      spec.scale.T_113 = positive(value, key, file);
    } else {
      refuse(file, fmt::format("{} is {}, expected experiments, scale, sizes, seeds, tuning_seeds, "
                               "batch, T or T_113",
                               key, value.dump()));
    }
  }
  if (spec.experiments.empty()) refuse(file, "no \"experiments\", expected ids such as \"H1\"");
  return spec;
}

Json json_of(const SweepSpec& spec) {
  Json sizes = Json::object();
  for (const auto& [name, size] : spec.scale.problem)
    if (name == "n" || name == "m" || name == "r") sizes[name] = std::stol(size);
  return {{"experiments", spec.experiments},
          {"scale", spec.scale.name},
          {"sizes", sizes},
          {"seeds", spec.scale.seeds},
          {"tuning_seeds", spec.scale.tuning_seeds},
          {"batch", spec.scale.batch},
          {"T", spec.scale.T},
          {"T_113", spec.scale.T_113}};
}

std::string header(const std::string& hash, const std::string& version, std::size_t cells) {
  return fmt::format("shard {} of version {}, {} cells\n", hash, version, cells);
}

}  // namespace

SweepSpec sweep_spec_from(const std::string& json, const std::string& file) {
  return spec_from(parsed(json, file), file);
}

std::string Shard::hash() const {
  std::string text;
  for (const Cell& cell : cells) text += text_of(cell) + "\n";
  return content_hash(text);
}

std::string sweep_plan_text(const SweepPlan& plan) {
  Json shards = Json::array();
  for (const Shard& shard : plan.shards) {
    Json cells = Json::array();
    for (const Cell& cell : shard.cells) cells.push_back(text_of(cell));
    shards.push_back({{"round", shard.round}, {"hash", shard.hash()}, {"cells", cells}});
  }
  return Json{{"schema", plan_schema},
              {"version", plan.version},
              {"spec", json_of(plan.spec)},
              {"shards", shards}}
             .dump(1) +
         "\n";
}

SweepPlan sweep_plan_from(const std::string& text, const std::string& file) {
  const Json json = parsed(text, file);
  if (!json.is_object() || json.value("schema", "") != plan_schema)
    refuse(file, fmt::format("expected a plan of schema {}", plan_schema));
  try {
    SweepPlan plan{spec_from(json.at("spec"), file), json.at("version").get<std::string>(), {}};
    for (const Json& entry : json.at("shards")) {
      Shard shard{entry.at("round").get<int>(), {}};
      for (const Json& cell : entry.at("cells"))
        shard.cells.push_back(cell_from(cell.get<std::string>()));
      if (shard.hash() != entry.at("hash"))
        refuse(file, fmt::format("shard {} is not what its hash says", plan.shards.size() + 1));
      plan.shards.push_back(std::move(shard));
    }
    return plan;
  } catch (const Json::exception&) {
    refuse(file, "a plan whose fields are missing or of another type");
  }
}

std::vector<Experiment> experiments_of(const SweepSpec& spec,
                                       std::span<const ExperimentAt> experiments) {
  std::vector<Experiment> chosen;
  std::string ids;
  std::set<std::string> wanted(spec.experiments.begin(), spec.experiments.end());
  for (const ExperimentAt& at : experiments) {
    Experiment e = at(spec.scale);
    ids += (ids.empty() ? "" : ", ") + e.id;
    if (wanted.erase(e.id) == 0) continue;
    check(e);
    chosen.push_back(std::move(e));
  }
  if (!wanted.empty())
    throw std::invalid_argument("there is no experiment '" + *wanted.begin() + "'; there are " +
                                ids);
  return chosen;
}

std::vector<Shard> next_shards(const SweepSpec& spec, const std::vector<Experiment>& experiments,
                               const Results& known, int count, int round) {
  std::map<std::string, std::pair<Cell, double>> cells;
  for (const Experiment& e : experiments)
    for (const Cell& cell : missing_cells(e, spec.scale, known))
      cells.try_emplace(text_of(cell), cell, measurement_of(cell, experiments).cost(cell));
  std::vector<const std::pair<Cell, double>*> order;
  for (const auto& [text, cell] : cells) order.push_back(&cell);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto* a, const auto* b) { return a->second > b->second; });

  std::vector<Shard> shards(std::min(order.size(), static_cast<std::size_t>(count)));
  std::vector<double> load(shards.size());
  for (const auto* cell : order) {
    const auto least = std::min_element(load.begin(), load.end()) - load.begin();
    load[static_cast<std::size_t>(least)] += cell->second;
    Shard& shard = shards[static_cast<std::size_t>(least)];
    shard.round = round;
    shard.cells.push_back(cell->first);
  }
  return shards;
}

std::string shard_text(const Shard& shard, const std::string& version,
                       const std::vector<std::string>& results) {
  std::string text = header(shard.hash(), version, shard.cells.size());
  for (const std::string& result : results) text += result;
  return text + "end\n";
}

ShardResults::ShardResults(const SweepPlan& plan) : plan_(plan) {
  for (const Shard& shard : plan.shards) shards_[shard.hash()] = &shard;
}

void ShardResults::add(const std::string& text, const std::string& file) {
  const auto first = split(std::string_view(text).substr(0, text.find('\n')), ' ');
  if (first.size() != 7 || first[0] != "shard" || !text.ends_with("\nend\n"))
    refuse(file, "expected the whole result of a shard");
  const std::string& hash = first[1];
  const std::string version = first[4].substr(0, first[4].size() - 1);
  if (version != plan_.version)
    refuse(file,
           fmt::format("a result of version {}, expected {} as the plan", version, plan_.version));
  const auto planned = shards_.find(hash);
  if (planned == shards_.end()) refuse(file, "a shard that the plan does not have");
  const auto [known, fresh] = texts_.emplace(hash, text);
  if (!fresh && known->second != text)
    refuse(file, fmt::format("differs from another result of shard {}", hash));
  if (!fresh) ++duplicates_;
  (void)cell_results();
}

std::map<std::string, std::string> ShardResults::cell_results() const {
  std::map<std::string, std::string> all;
  for (const auto& [hash, text] : texts_) {
    std::size_t at = text.find('\n') + 1;
    for (const Cell& cell : shards_.at(hash)->cells) {
      const std::size_t begin = at;
      for (int line = 0; line <= cell.seeds && at != 0; ++line) at = text.find('\n', at) + 1;
      const std::string result = text.substr(begin, at - begin);
      (void)outcomes_from(result, cell);
      all[text_of(cell)] = result;
    }
  }
  return all;
}

Results ShardResults::results() const {
  Results results;
  for (const auto& [cell, result] : cell_results())
    results.put(cell_from(cell), outcomes_from(result, cell_from(cell)));
  return results;
}

std::string ShardResults::merged_text() const {
  std::string text;
  for (const auto& [cell, result] : cell_results()) text += result;
  return text;
}

}  // namespace adamant
