# awk -f images.awk LABEL FILE …: 64×64 images side by side as SVG. A FILE has 4096 grey levels, 0 to 255, one a
# line and by columns; a negative one is a hidden pixel. Grey is drawn in 32 steps.
function level(g) { return g < 0 ? -1 : g > 255 ? 31 : int(g / 8) }
BEGIN {
  panels = (ARGC - 1) / 2; across = 3; down = int((panels + across - 1) / across)
  printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">\n", \
    210 * across + 10, 230 * down + 10
  print "<title>The image, what was observed of it, and what the arms recovered</title>"
  print "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>"
  for (k = 1; k <= panels; ++k) {
    file = ARGV[2 * k]; left = 10 + 210 * ((k - 1) % across); above = 10 + 230 * int((k - 1) / across)
    for (p = 0; p < 4096; ++p) { getline g < file; shade[p % 64, int(p / 64)] = level(g + 0) }
    close(file)
    split("", path)
    for (i = 0; i < 64; ++i)
      for (j = 0; j < 64; j = end) {
        for (end = j + 1; end < 64 && shade[i, end] == shade[i, j]; ++end) {}
        path[shade[i, j]] = path[shade[i, j]] "M" j " " i "h" (end - j)
      }
    printf "<g transform=\"translate(%d %.4g) scale(3.125)\" shape-rendering=\"crispEdges\" stroke-width=\"1.04\">\n", \
      left, above + 1.5625
    for (s = -1; s < 32; ++s)
      if (s in path) {
        grey = int(s * 255 / 31 + 0.5)
        printf "<path stroke=\"%s\" d=\"%s\"/>\n", s < 0 ? "#cfe3f7" : "rgb(" grey "," grey "," grey ")", path[s]
      }
    printf "</g><text x=\"%d\" y=\"%d\">%s</text>\n", left, above + 217, ARGV[2 * k - 1]
  }
  print "</svg>"
}
