/** What happens once storage has answered the product so many times more. */
export class Moments {
  private readonly awaited: { left: number; come: () => void }[] = [];

  after(answers: number): Promise<void> {
    return new Promise((come) => this.awaited.push({ left: answers, come }));
  }

  answered(): void {
    for (const moment of this.awaited) {
      moment.left -= 1;
      if (moment.left === 0) moment.come();
    }
  }
}
