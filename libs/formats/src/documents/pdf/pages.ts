import type { Hold, Piece } from './pieces.js';

/** A piece at its place: points from the top of the page's room. */
export interface Placed {
  readonly piece: Piece;
  readonly y: number;
}
export type Page = readonly Placed[];

/** How much room there is for text, in points. */
export interface Room {
  /** On the first page: below the address, where there is one. */
  readonly first: number;
  readonly others: number;
}

/**
 * Puts pieces on pages. What holds the next one stays with it; a group that is too large for a page is broken where its parts hold
 * each other least. There is always a page.
 */
export function paginate(pieces: readonly Piece[], room: Room): Page[] {
  const pages = new Pages(room);
  for (const group of groupsOf(pieces, ['loose', 'firm'])) {
    if (group[0]?.onNewPage === true) pages.turn();
    if (pages.fits(group)) pages.place(group);
    else if (pages.fitsOnNew(group)) pages.placeOnNew(group);
    else for (const part of groupsOf(group, ['firm'])) pages.placeWhole(part);
  }
  return pages.all;
}

/** Pieces up to and with the first that does not hold the next one. */
function groupsOf(pieces: readonly Piece[], holds: readonly Hold[]): Piece[][] {
  const groups: Piece[][] = [];
  let isHeld = false;
  for (const piece of pieces) {
    if (isHeld && piece.onNewPage !== true) groups.at(-1)?.push(piece);
    else groups.push([piece]);
    isHeld = holds.includes(piece.hold);
  }
  return groups;
}

function heightOf(group: readonly Piece[], isFirst: boolean): number {
  const [first] = group;
  const above = isFirst ? (first?.head?.height ?? 0) - (first?.gap ?? 0) : 0;
  return group.reduce((sum, { height, gap }) => sum + gap + height, above);
}

/** Rounding may not turn a page. */
const SLACK = 0.01;

class Pages {
  readonly all: Placed[][] = [[]];
  private y = 0;

  constructor(private readonly room: Room) {}

  fits(group: readonly Piece[]): boolean {
    const limit = this.all.length === 1 ? this.room.first : this.room.others;
    return this.y + heightOf(group, this.isEmpty) <= limit + SLACK;
  }

  /** A page with nothing on it is not left empty: the first has less room than the others. */
  fitsOnNew(group: readonly Piece[]): boolean {
    return !this.isEmpty && heightOf(group, true) <= this.room.others + SLACK;
  }

  place(group: readonly Piece[]): void {
    for (const piece of group) {
      if (this.isEmpty) this.put(piece.head);
      else this.y += piece.gap;
      this.put(piece);
    }
  }

  placeOnNew(group: readonly Piece[]): void {
    this.turn();
    this.place(group);
  }

  /** On this page or the next; piece by piece where it fits on none. */
  placeWhole(group: readonly Piece[]): void {
    if (this.fits(group)) this.place(group);
    else if (this.fitsOnNew(group)) this.placeOnNew(group);
    else
      for (const piece of group) {
        if (!this.isEmpty && !this.fits([piece])) this.turn();
        this.place([piece]);
      }
  }

  turn(): void {
    if (this.isEmpty) return;
    this.all.push([]);
    this.y = 0;
  }

  private get isEmpty(): boolean {
    return this.all.at(-1)?.length === 0;
  }

  private put(piece: Piece | undefined): void {
    if (piece === undefined) return;
    this.all.at(-1)?.push({ piece, y: this.y });
    this.y += piece.height;
  }
}
