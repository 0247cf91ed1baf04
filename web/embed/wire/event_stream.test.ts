import { describe, expect, it } from 'vitest';
import { EventStreamParser } from './event_stream.ts';
import { revisionIn } from './revision_watch.ts';

const stream =
  ': hi\r\n\r\nevent: revision\r\ndata: {"revision":"a"}\r\nid: 5\r\n\r\ndata: one\ndata: two\n\nevent: empty\n\n';
const messages = [
  { event: 'revision', data: '{"revision":"a"}' },
  { event: 'message', data: 'one\ntwo' },
];

describe('a stream of server-sent events', () => {
  it('is read whole', () => expect(new EventStreamParser().push(stream)).toEqual(messages));

  it('reads the same wherever the network cuts it', () => {
    for (let first = 0; first <= stream.length; first++) {
      for (let second = first; second <= stream.length; second += 7) {
        const parser = new EventStreamParser();
        const parts = [stream.slice(0, first), stream.slice(first, second), stream.slice(second)];
        expect(parts.flatMap((part) => parser.push(part))).toEqual(messages);
      }
    }
  });
});

describe('a revision', () => {
  const revision = { customer: 'a', dashboard: 'b' };
  it.each([
    ['{"customer":"a","dashboard":"b"}', revision],
    ['{"revision":{"customer":"a","dashboard":"b"}}', revision],
    ['{"customer":"a"}', undefined],
    ['<html>', undefined],
    ['null', undefined],
  ])('is read from %s', (text, read) => expect(revisionIn(text)).toEqual(read));
});
