#include "report/kill_matrix.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace adamant {
namespace {

using Json = nlohmann::ordered_json;

bool contains(const std::vector<std::string>& list, std::string_view id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

bool must_kill(const Mutant& mutant, std::string_view id) {
  return std::find(mutant.must_be_killed_by.begin(), mutant.must_be_killed_by.end(), id) !=
         mutant.must_be_killed_by.end();
}

template <class List>
std::string joined(const List& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : " ") + std::string(name);
  return text;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text)
    out += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
  return out;
}

}  // namespace

int KillMatrix::survivors() const {
  return static_cast<int>(std::count_if(rows.begin(), rows.end(), [](const MutantRecord& r) {
    return r.survives() || r.killed_by.empty();
  }));
}

int KillMatrix::caught_by_at_most(int n) const {
  return static_cast<int>(std::count_if(rows.begin(), rows.end(), [&](const MutantRecord& r) {
    return !r.killed_by.empty() && static_cast<int>(r.killed_by.size()) <= n;
  }));
}

std::vector<Unbreakable> KillMatrix::idle_claims() const {
  std::set<std::string> busy;
  for (const MutantRecord& r : rows)
    if (!is_of_the_court(*r.mutant)) busy.insert(r.killed_by.begin(), r.killed_by.end());
  std::vector<Unbreakable> idle;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const Claim& claim = *claims[i];
    if (claim.wanted() != Wanted::holds || busy.contains(std::string(claim.id))) continue;
    const auto said = std::find_if(unbreakable.begin(), unbreakable.end(),
                                   [&](const Unbreakable& u) { return u.id == claim.id; });
    idle.push_back({claim.id, said != unbreakable.end() ? said->why
                              : called[i].none()        ? "calls nothing that is on trial"
                                                        : ""});
  }
  return idle;
}

int KillMatrix::idle_without_a_reason() const {
  const auto idle = idle_claims();
  return static_cast<int>(
      std::count_if(idle.begin(), idle.end(), [](const Unbreakable& u) { return u.why.empty(); }));
}

std::vector<std::vector<const Mutant*>> KillMatrix::same_rows() const {
  std::map<std::vector<std::string>, std::vector<const Mutant*>> by;
  for (const MutantRecord& r : rows)
    if (r.mutant->like.empty()) by[r.killed_by].push_back(r.mutant);
  std::vector<std::vector<const Mutant*>> lists;
  for (const auto& [row, mutants] : by)
    if (mutants.size() > 1) lists.push_back(mutants);
  return lists;
}

std::string kill_summary(const KillMatrix& m) {
  std::string text;
  for (const std::string& id : m.reference_fails)
    text += fmt::format("  !! the reference fails {}\n", id);
  for (const auto& list : m.same_rows()) {
    std::vector<std::string_view> names;
    for (const Mutant* mutant : list) names.push_back(mutant->name);
    text += fmt::format("  caught by the same claims: {}\n", joined(names));
  }
  std::map<std::string_view, std::vector<std::string_view>> idle;
  for (const Unbreakable& u : m.idle_claims()) idle[u.why].push_back(u.id);
  for (const auto& [why, ids] : idle)
    text += fmt::format("  {} claims catch no mutant ({}): {}\n", ids.size(),
                        why.empty() ? "no reason is given" : why, joined(ids));
  text += fmt::format(
      "\n{} mutants, {} survive, {} are caught by at most three claims; the reference is {}\n",
      m.rows.size(), m.survivors(), m.caught_by_at_most(3),
      m.reference_fails.empty() ? "clean" : "not clean");
  return text;
}

std::string kill_matrix_json(const KillMatrix& m) {
  Json j{{"schema", "adamant/mutants/3"},
         {"claims", Json::array()},
         {"mutants", Json::array()},
         {"idle", Json::array()},
         {"reference", {{"clean", m.reference_fails.empty()}, {"fails", m.reference_fails}}}};
  for (const Claim* claim : m.claims) j["claims"].push_back(claim->id);
  for (const Unbreakable& u : m.idle_claims())
    j["idle"].push_back(Json{{"id", u.id}, {"why", u.why}});
  for (const MutantRecord& r : m.rows) {
    Json must = Json::array();
    for (const std::string_view id : r.mutant->must_be_killed_by) must.push_back(id);
    Json row{{"name", r.mutant->name},
             {"file", r.mutant->file},
             {"what", r.mutant->what},
             {"must_be_killed_by", must},
             {"killed_by", r.killed_by}};
    if (!r.mutant->like.empty()) row["like"] = r.mutant->like;
    j["mutants"].push_back(std::move(row));
  }
  return j.dump(1) + "\n";
}

namespace {

using Lists = std::map<std::string_view, std::vector<std::string>>;

/// The mutants of the mathematics that each claim kills.
std::map<std::string, std::vector<const MutantRecord*>> kills_of(const KillMatrix& m) {
  std::map<std::string, std::vector<const MutantRecord*>> kills;
  for (const MutantRecord& r : m.rows)
    if (!is_of_the_court(*r.mutant))
      for (const std::string& id : r.killed_by) kills[id].push_back(&r);
  return kills;
}

/// The list of a mutant that names no claim.
std::vector<std::string> rarest(const MutantRecord& r, const KillMatrix& m) {
  if (r.killed_by.size() <= 3) return r.killed_by;
  const auto kills = kills_of(m);
  std::vector<std::string> ids;
  for (const std::string& id : r.killed_by)
    if (kills.contains(id)) ids.push_back(id);
  std::stable_sort(ids.begin(), ids.end(), [&](const auto& a, const auto& b) {
    return kills.at(a).size() < kills.at(b).size();
  });
  ids.resize(std::min<std::size_t>(ids.size(), 2));
  return ids;
}

void name_every_claim(const KillMatrix& m, Lists& must) {
  std::set<std::string> named;
  for (const MutantRecord& r : m.rows)
    if (!is_of_the_court(*r.mutant))
      named.insert(must[r.mutant->name].begin(), must[r.mutant->name].end());
  const auto kills = kills_of(m);
  for (const Claim* claim : m.claims) {
    const std::string id(claim->id);
    const auto killed = kills.find(id);
    if (claim->wanted() != Wanted::holds || named.contains(id) || killed == kills.end()) continue;
    const auto& rows = killed->second;
    const auto fewest = std::min_element(
        rows.begin(), rows.end(),
        [](const auto* a, const auto* b) { return a->killed_by.size() < b->killed_by.size(); });
    must[(*fewest)->mutant->name].push_back(id);
  }
}

}  // namespace

std::string killers_source(const KillMatrix& m) {
  Lists must;
  for (const MutantRecord& r : m.rows) {
    auto& ids = must[r.mutant->name];
    for (const std::string_view id : r.mutant->must_be_killed_by)
      if (contains(r.killed_by, id)) ids.emplace_back(id);
    if (r.mutant->must_be_killed_by.empty()) ids = rarest(r, m);
  }
  name_every_claim(m, must);
  std::string text =
      "#include \"properties/mutants/killers.hpp\"\n\n#include "
      "\"properties/mutants/mutants.hpp\"\n\n"
      "namespace adamant {\nnamespace {\n\nconstexpr std::array table{\n";
  for (const MutantRecord& r : m.rows) {
    std::string ids;
    for (const std::string& id : must[r.mutant->name])
      ids += fmt::format("{}\"{}\"", ids.empty() ? "" : ", ", id);
    text += fmt::format("    Killers{{\"{}\", killed_by<{}>", r.mutant->name, ids);
    if (!r.mutant->like.empty()) text += fmt::format(", \"{}\"", r.mutant->like);
    text += "},\n";
  }
  return text +
         "};\n\n}  // namespace\n\nstd::span<const Killers> killers() { return table; }\n\n}  // "
         "namespace adamant\n";
}

std::string kill_matrix_svg(const KillMatrix& m) {
  constexpr int cell = 7, left = 250, above = 46;
  std::vector<std::string> columns;
  for (const Claim* claim : m.claims) columns.emplace_back(claim->id);
  std::set<std::string> court;
  for (const MutantRecord& r : m.rows)
    for (const std::string& id : r.killed_by)
      if (id.starts_with("court_")) court.insert(id);
  columns.insert(columns.end(), court.begin(), court.end());

  const int width = left + cell * static_cast<int>(columns.size()) + 10,
            height = above + cell * static_cast<int>(m.rows.size()) + 10;
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" "
      "height=\"{1}\" font-family=\"sans-serif\">\n<title>Which claims catch which "
      "mutants</title>\n<rect width=\"{0}\" height=\"{1}\" fill=\"white\"/>\n"
      "<text x=\"4\" y=\"14\" font-size=\"12\">mutants (rows) and the claims that catch them "
      "(columns); red: must catch</text>\n",
      width, height);
  std::string before;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool of_court = columns[i].starts_with("court_");
    const std::string letter = of_court ? "court" : columns[i].substr(0, 1);
    if (letter == before) continue;
    before = letter;
    const int x = left + cell * static_cast<int>(i);
    svg += fmt::format(
        "<path d=\"M{0} {1}V{2}\" stroke=\"#bbb\"/><text x=\"{3}\" y=\"{4}\" "
        "font-size=\"12\">{5}</text>\n",
        x, above - 14, height - 10, x + 2, above - 5, letter);
  }
  std::string_view file;
  for (std::size_t k = 0; k < m.rows.size(); ++k) {
    const MutantRecord& r = m.rows[k];
    const int y = above + cell * static_cast<int>(k);
    if (r.mutant->file != file) {
      file = r.mutant->file;
      svg += fmt::format("<path d=\"M4 {0}H{1}\" stroke=\"#ddd\"/>\n", y, width - 10);
    }
    svg += fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"7\" text-anchor=\"end\">{}</text>\n",
                       left - 4, y + cell - 1, escaped(r.mutant->name));
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (!contains(r.killed_by, columns[i])) continue;
      svg += fmt::format(
          "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"><title>{} catches "
          "{}</title></rect>\n",
          left + cell * static_cast<int>(i) + 1, y + 1, cell - 1, cell - 1,
          must_kill(*r.mutant, columns[i]) ? "#b2182b" : "#92a8c4", columns[i],
          escaped(r.mutant->name));
    }
  }
  return svg + "</svg>\n";
}

}  // namespace adamant
