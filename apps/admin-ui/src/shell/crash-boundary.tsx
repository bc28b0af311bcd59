import { Button } from '@fluentui/react-components';
import { Component, type ReactNode } from 'react';

import { ProblemBar } from '../parts/problem-bar';
import { texts } from '../texts/texts';

/** Keeps a page that fails from taking everything down; React tells the browser's console what it was. */
export class CrashBoundary extends Component<{ children: ReactNode }, { error?: unknown }> {
  override state: { error?: unknown } = {};

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === undefined) return this.props.children;
    return (
      <>
        <ProblemBar error={this.state.error} />
        <Button onClick={() => location.reload()}>{texts.problem.reload}</Button>
      </>
    );
  }
}
