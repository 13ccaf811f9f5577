#include "claim/boxes.hpp"

#include "scalar/text.hpp"

namespace adamant {
namespace {

void read(std::string_view& text, Rational& x) {
  std::size_t n = 0;
  while (n < text.size() && (std::isdigit(static_cast<unsigned char>(text[n])) || text[n] == '/' ||
                             (n == 0 && text[n] == '-')))
    ++n;
  try {
    x = Rational(std::string(text.substr(0, n)));
  } catch (const std::runtime_error&) {
    throw ParseError("cannot read '" + std::string(text.substr(0, 24)) + "': expected a fraction");
  }
  text.remove_prefix(n);
}

Instance parse_box(std::string_view text) {
  Box box;
  do {
    Box::Side side;
    const std::size_t end = text.find('=');
    side.name = std::string(text.substr(0, std::min(end, text.size())));
    text.remove_prefix(side.name.size());
    expect(text, "=[");
    read(text, side.low);
    expect(text, ",");
    read(text, side.high);
    expect(text, "]");
    if (side.name.empty() || side.low > side.high)
      throw ParseError("the side '" + side.name + "' is not an interval with a name");
    box.sides.push_back(std::move(side));
  } while (accept(text, ";"));
  if (!text.empty()) throw ParseError("cannot read '" + std::string(text.substr(0, 24)) + "'");
  return std::make_shared<Box>(std::move(box));
}

std::string text_of_box(const Box& box) {
  std::string text;
  for (const auto& [name, low, high] : box.sides)
    text += (text.empty() ? "" : ";") + name + "=[" + low.str() + "," + high.str() + "]";
  return text;
}

std::string text_of_instance(const Instance& box) {
  return text_of_box(*static_cast<const Box*>(box.get()));
}

/// Boxes are stated, not drawn: the unit interval stands for all of them.
Instance draw_box(Random&, int) { return parse_box("x=[0,1]"); }
std::vector<Instance> no_simpler(const Instance&) { return {}; }
std::vector<std::string> no_features(const Instance&) { return {}; }

std::pair<Box, Box> halves(const Box& box) {
  std::size_t widest = 0;
  const auto width = [&](std::size_t i) { return Rational(box.sides[i].high - box.sides[i].low); };
  for (std::size_t i = 1; i < box.sides.size(); ++i)
    if (width(i) > width(widest)) widest = i;
  std::pair<Box, Box> two{box, box};
  const Rational cut = (box.sides[widest].low + box.sides[widest].high) / 2;
  two.first.sides[widest].high = two.second.sides[widest].low = cut;
  return two;
}

bool is_point(const Box& box) {
  return std::all_of(box.sides.begin(), box.sides.end(),
                     [](const Box::Side& s) { return s.low == s.high; });
}

bool is_false(const Finding& f) { return f.failed || (!f.unknown && !f.discarded && !f.zero()); }

/// What the parts have told so far.
struct Cover {
  const std::function<Finding(const Box&)>& statement;
  const BoxLimits& limits;
  Finding sum{};
  long looked_at = 0;

  bool stop(Finding f, const Box& box) {
    f.where = text_of_box(box);
    f.parts = sum.parts + 1;
    sum = std::move(f);
    return true;
  }
  /// True where nothing more needs to be known.
  bool settle(const Box& box, int depth) {
    ++looked_at;
    Finding f = statement(box);
    if (is_false(f)) return stop(std::move(f), box);
    if (f.discarded) return false;
    if (!f.unknown) {
      ++sum.parts;
      sum.slack = std::fmin(sum.slack, f.slack);
      sum.vacuous = sum.vacuous && f.vacuous;
      return false;
    }
    const Box middle = box.middle();
    if (Finding point = statement(middle); is_false(point)) return stop(std::move(point), middle);
    if (depth >= limits.depth || looked_at >= limits.parts || is_point(box))
      return stop(std::move(f), box);
    const auto [left, right] = halves(box);
    return settle(left, depth + 1) || settle(right, depth + 1);
  }
};

}  // namespace

std::vector<Ball> Box::balls() const {
  std::vector<Ball> list;
  for (const Side& s : sides) list.push_back(Ball::hull(Ball(s.low), Ball(s.high)));
  return list;
}

Box Box::middle() const {
  Box point = *this;
  for (Side& s : point.sides) s.low = s.high = (s.low + s.high) / 2;
  return point;
}

Finding cover(const Box& box, const std::function<Finding(const Box&)>& statement,
              const BoxLimits& limits) {
  Cover parts{statement, limits};
  parts.sum.vacuous = true;
  parts.settle(box, 0);
  parts.sum.discarded = parts.sum.discarded || (parts.sum.parts == 0 && parts.sum.where.empty());
  return parts.sum;
}

constinit const DomainOf<Box> boxes{{.name = "boxes",
                                     .what = "products of closed intervals with rational ends",
                                     .draw = draw_box,
                                     .simpler = no_simpler,
                                     .text = text_of_instance,
                                     .parse = parse_box,
                                     .features = no_features}};

}  // namespace adamant
