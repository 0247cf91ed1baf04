import { describe, expect, it } from 'vitest';
import { UndoStack } from './undo.ts';

describe('undoing', () => {
  it('goes back and forth through every state', () => {
    const stack = new UndoStack('a');
    stack.push('b');
    stack.push('c');
    expect([stack.undo(), stack.state]).toEqual([true, 'b']);
    expect([stack.undo(), stack.state]).toEqual([true, 'a']);
    expect(stack.undo()).toBe(false);
    expect([stack.redo(), stack.redo(), stack.redo()]).toEqual([true, true, false]);
    expect(stack.state).toBe('c');
  });

  it('takes changes of one thing in a row as one step', () => {
    const stack = new UndoStack('');
    for (const text of ['S', 'Sa', 'Sal']) stack.push(text, 'title');
    stack.push('Sal!', 'other');
    stack.undo();
    expect(stack.state).toBe('Sal');
    stack.undo();
    expect(stack.state).toBe('');
  });

  it('forgets what was undone once something else is done', () => {
    const stack = new UndoStack(1);
    stack.push(2);
    stack.undo();
    stack.push(3);
    expect(stack.canRedo).toBe(false);
    stack.undo();
    expect(stack.state).toBe(1);
  });

  it('keeps no more steps than it may', () => {
    const stack = new UndoStack(0, 3);
    for (let at = 1; at < 10; at++) stack.push(at);
    let steps = 0;
    while (stack.undo()) steps++;
    expect([steps, stack.state]).toEqual([3, 6]);
  });
});
