import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { isId } from '@shared/words/id';
import { Problem } from '@shared/words/problem';

/** An id in a path. What is no UUID names nothing: 404. */
@Injectable()
class IdPipe implements PipeTransform<string, string> {
  transform(text: string): string {
    if (!isId(text)) throw new Problem('not_found');
    return text.toLowerCase();
  }
}

export const IdParam = (name = 'id') => Param(name, IdPipe);
