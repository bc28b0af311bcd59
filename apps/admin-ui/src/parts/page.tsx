import { Button, Spinner } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef } from 'react';

import { texts } from '../texts/texts';
import { ProblemBar } from './problem-bar';

/** Of a query: what a page needs to say how it stands. */
export interface Loading {
  data: unknown;
  error: unknown;
  isFetching: boolean;
  refetch: () => unknown;
}

interface PageProps {
  title: string;
  /** What the page shows; its state is told, and a button reads it anew. */
  of?: Loading;
  /** Stays whatever becomes of the answer: without it nobody could ask for something else. */
  filter?: ReactNode;
  children: ReactNode;
}

/** The first page of a visit leaves the focus where the browser has it. */
let isFirst = true;

/** A page with its heading, which has the focus after a navigation: so a screen reader tells where one is. */
export function Page({ title, of, filter, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${texts.product}`;
  }, [title]);
  useEffect(() => {
    if (!isFirst) heading.current?.focus();
    isFirst = false;
  }, []);
  return (
    <>
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {of && (
          <Button onClick={() => void of.refetch()} disabledFocusable={of.isFetching}>
            {of.isFetching ? texts.refreshing : texts.refresh}
          </Button>
        )}
      </div>
      {filter}
      {of?.error != null && <ProblemBar error={of.error} onRetry={() => void of.refetch()} />}
      {of && of.data === undefined ? of.error == null && <Waiting /> : children}
    </>
  );
}

export function Waiting() {
  return <Spinner label={texts.loading} labelPosition="after" className="waiting" />;
}
