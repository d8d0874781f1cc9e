import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { takeUntil } from 'rxjs';
import type { Observable } from 'rxjs';

/** How a handler that gives server-sent events is marked by the framework. */
const IS_STREAM = '__sse__';

interface StreamRequest {
  /** Put there by the guard: emits when the session that opened the stream is over. */
  readonly sessionEnded?: Observable<void> | undefined;
}

/** Ends streams whose session is over: who has signed out, or was disabled, sees nothing more. */
export class EndWithSession implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { sessionEnded } = context.switchToHttp().getRequest<StreamRequest>();
    const isStream = Reflect.getMetadata(IS_STREAM, context.getHandler()) === true;
    return isStream && sessionEnded !== undefined ? next.handle().pipe(takeUntil(sessionEnded)) : next.handle();
  }
}
