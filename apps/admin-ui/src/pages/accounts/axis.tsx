/** Names below a picture, hidden from screen readers, which read the table. */
export function Axis({ marks }: { marks: { x: number; text: string }[] }) {
  const anchor = (x: number) => (x < 8 ? 'start' : x > 92 ? 'end' : 'middle');
  return (
    <svg className="axis" aria-hidden="true">
      {marks.map(({ x, text }) => (
        <text key={x} x={`${x}%`} y="1em" textAnchor={anchor(x)}>
          {text}
        </text>
      ))}
    </svg>
  );
}
