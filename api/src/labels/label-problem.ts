import { Problem } from '@shared/words/problem';
import { CodeNotEncodable, LabelTooSmall } from './label-content';

/** The problem that a label which cannot be drawn stands for; anything else as it was thrown. */
export function labelProblem(thrown: unknown): unknown {
  if (thrown instanceof LabelTooSmall) {
    const { widthMm, heightMm } = thrown.size;
    const size = `${Math.round(widthMm)} × ${Math.round(heightMm)} mm`;
    return invalid(
      'label_too_small',
      `A label of ${size} is too small for this code as ${thrown.symbology}.`,
    );
  }
  if (thrown instanceof CodeNotEncodable) {
    return invalid('not_encodable', `This code cannot be drawn as ${thrown.symbology}.`);
  }
  return thrown;
}

function invalid(code: string, message: string): Problem {
  return new Problem('invalid', message, [{ path: 'symbology', code, message }]);
}
