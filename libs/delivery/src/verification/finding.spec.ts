import { type Finding, Findings } from './finding';

describe('Findings', () => {
  it('are counted by what they mean, told in order, and to whoever listens', () => {
    const heard: Finding[] = [];
    const findings = new Findings((finding) => heard.push(finding));
    findings.isBroken('a', 'is changed');
    findings.isLeftOver('b', 'is left');
    findings.isLeftOver('c', 'is left');
    const told = [
      { severity: 'broken', name: 'a', what: 'is changed' },
      { severity: 'left-over', name: 'b', what: 'is left' },
      { severity: 'left-over', name: 'c', what: 'is left' },
    ];
    expect([findings.broken, findings.leftOver, findings.told, heard]).toEqual([1, 2, told, told]);
  });

  it('are told by name up to a thousand, and all are counted', () => {
    let heard = 0;
    const findings = new Findings(() => heard++);
    for (let i = 0; i < 1001; i++) findings.isBroken(String(i), 'is changed');
    expect([findings.broken, findings.told.length, heard]).toEqual([1001, 1000, 1001]);
  });
});
