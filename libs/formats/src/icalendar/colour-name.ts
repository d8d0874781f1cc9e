/** Some of the colours that CSS names; RFC 7986 lets a colour be told by its name only. */
const NAMED: readonly (readonly [name: string, red: number, green: number, blue: number])[] = [
  ['black', 0, 0, 0],
  ['gray', 128, 128, 128],
  ['silver', 192, 192, 192],
  ['white', 255, 255, 255],
  ['maroon', 128, 0, 0],
  ['firebrick', 178, 34, 34],
  ['red', 255, 0, 0],
  ['crimson', 220, 20, 60],
  ['tomato', 255, 99, 71],
  ['orange', 255, 165, 0],
  ['darkorange', 255, 140, 0],
  ['goldenrod', 218, 165, 32],
  ['darkgoldenrod', 184, 134, 11],
  ['gold', 255, 215, 0],
  ['yellow', 255, 255, 0],
  ['olive', 128, 128, 0],
  ['limegreen', 50, 205, 50],
  ['lime', 0, 255, 0],
  ['seagreen', 46, 139, 87],
  ['mediumseagreen', 60, 179, 113],
  ['green', 0, 128, 0],
  ['teal', 0, 128, 128],
  ['turquoise', 64, 224, 208],
  ['aqua', 0, 255, 255],
  ['skyblue', 135, 206, 235],
  ['dodgerblue', 30, 144, 255],
  ['royalblue', 65, 105, 225],
  ['blue', 0, 0, 255],
  ['navy', 0, 0, 128],
  ['mediumpurple', 147, 112, 219],
  ['blueviolet', 138, 43, 226],
  ['purple', 128, 0, 128],
  ['fuchsia', 255, 0, 255],
  ['hotpink', 255, 105, 180],
  ['sienna', 160, 82, 45],
];

const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;

/** The name of the CSS colour that is nearest to one such as `#1f6feb`; undefined for what is none of that form. */
export function colourName(colour: string): string | undefined {
  const parts = HEX.exec(colour)
    ?.slice(1)
    .map((part) => Number.parseInt(part, 16));
  if (parts === undefined) return undefined;
  const [red = 0, green = 0, blue = 0] = parts;
  const distances = NAMED.map(
    ([name, ...[r, g, b]]) => [name, (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2] as const,
  );
  return distances.reduce((nearest, other) => (other[1] < nearest[1] ? other : nearest))[0];
}
